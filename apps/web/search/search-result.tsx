import type { AssetView } from '#contracts/api';
import { freshnessOf } from '#contracts/position';
import { useFloor } from '../app/queries.js';
import { ageWords, dwellWords } from '../asset/age-words.js';
import { AssetRow } from '../asset/asset-row.js';
import { placeWords } from '../asset/place-words.js';
import { useServerNow } from '../live/use-live.js';
import { texts } from '../texts/texts.js';

/** One found asset with its place and age in words. */
export function SearchResult({ asset }: { asset: AssetView }) {
  const nowMs = useServerNow();
  const { position } = asset;
  // The polygons decide between "in" and "in or next to"; a hospital has few floors and they are kept.
  const floor = useFloor(position?.floorId ?? null);
  if (!position) {
    const place = asset.tagKey === null ? texts.asset.noTag : texts.asset.notHeard;
    return <AssetRow {...asset} freshness={null} place={place} age="" />;
  }
  const ageMs = nowMs - Date.parse(position.observedAt);
  const where = texts.place.onFloor(position.floorName, placeWords(position, floor.data?.zones));
  const dwell = position.inZoneSince ? ` · ${dwellWords(nowMs - Date.parse(position.inZoneSince))}` : '';
  return <AssetRow {...asset} freshness={freshnessOf(ageMs)} place={where + dwell} age={ageWords(ageMs)} />;
}
