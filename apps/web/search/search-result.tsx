import type { AssetView } from '#contracts/assets';
import { useFloor } from '../app/queries.js';
import { ageWords, dwellWords } from '../asset/age-words.js';
import { AssetRow } from '../asset/asset-row.js';
import { capitalised, floorWords, placeWords } from '../asset/place-words.js';
import { isCurrent, shownFreshness } from '../live/connection-status.js';
import { useConnectionStatus, useServerNow } from '../live/use-live.js';
import { texts } from '../texts/texts.js';

/** One found asset with its place and age in words. */
export function SearchResult({ asset, siteOnScreen }: { asset: AssetView; siteOnScreen: string | undefined }) {
  const nowMs = useServerNow();
  const current = isCurrent(useConnectionStatus());
  const { position } = asset;
  // The polygons decide between "in" and "in or next to"; a hospital has few floors and they are kept.
  const floor = useFloor(position?.floorId ?? null);
  if (!position) {
    const place = asset.tagKey === null ? capitalised(texts.asset.noTag) : texts.asset.notHeard;
    return <AssetRow {...asset} freshness={null} place={place} detail={asset.number} age="" />;
  }
  const ageMs = nowMs - Date.parse(position.observedAt);
  const dwellMs = position.inZoneSince ? nowMs - Date.parse(position.inZoneSince) : 0;
  const detail = [
    floorWords(position, siteOnScreen),
    asset.number,
    dwellMs < 60_000 ? null : texts.search.dwell(dwellWords(dwellMs)),
  ];
  return (
    <AssetRow
      {...asset}
      freshness={shownFreshness(
        ageMs,
        current,
        position.reportingIntervalMs,
        position.blindSince ? nowMs - Date.parse(position.blindSince) : null,
      )}
      place={capitalised(placeWords(position, floor.data?.zones))}
      detail={detail.filter(Boolean).join(' · ')}
      age={ageWords(ageMs)}
    />
  );
}
