import type L from 'leaflet';
import { useRef } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { AssetView } from '#contracts/assets';
import { useSession } from '../app/queries.js';
import { useServerNow } from '../live/use-live.js';
import { may } from '../session/may.js';
import { TrailPanel } from '../trail/trail-panel.js';
import { useTexts } from '../texts/use-texts.js';
import { ActPanel } from './act-panel.js';
import { AssetFacts } from './asset-facts.js';
import { useAssetDetail } from './asset-queries.js';
import { Disclosure } from './disclosure.js';
import { HistoryLists } from './history-lists.js';
import { momentWords } from './moment-words.js';
import { StatusCard } from './status-card.js';
import { TagBattery } from './tag-battery.js';
import { useActing } from './use-acting.js';

interface AssetUseProps {
  asset: AssetView;
  floor: FloorDetail | null;
  map: L.Map | null;
  onGoToFloor: (floorId: number) => void;
}

/** What became of an asset: its status, what can be done, details, history, and its way on the map. */
export function AssetUse({ asset, floor: shown, map, onGoToFloor }: AssetUseProps) {
  // While another floor comes, the one before stands in: what is open stays open.
  const latest = useRef(shown);
  if (shown) latest.current = shown;
  const floor = latest.current;
  const nowMs = useServerNow();
  const session = useSession().data;
  const detail = useAssetDetail(asset.id);
  const known = detail.data ?? null;
  const acting = useActing(asset.id);
  if (!session) return null;
  const timeZone = floor?.timeZone ?? null;
  const when = (iso: string) => momentWords(Date.parse(iso), nowMs, timeZone ?? 'UTC');
  const mayUse = may(session, 'assets.use') && !asset.person;
  const mayLookBack = may(session, 'history.see') && timeZone !== null;
  return (
    <>
      <StatusCard asset={asset} detail={known} nowMs={nowMs} when={when} acting={mayUse ? acting : null} />
      {mayUse && (
        <ActPanel
          key={asset.id}
          asset={asset}
          acting={acting}
          when={when}
          defective={(known?.defects.length ?? 0) > 0}
          mayEndAnybodys={may(session, 'assets.change')}
        />
      )}
      {known?.battery && <TagBattery battery={known.battery} nowMs={nowMs} />}
      <Disclosure title={useTexts.details.title}>
        {() => <AssetFacts asset={asset} detail={known} error={detail.error} />}
      </Disclosure>
      {mayLookBack && (
        <Disclosure title={useTexts.history.title}>
          {() => <HistoryLists assetId={asset.id} nowMs={nowMs} timeZone={timeZone} />}
        </Disclosure>
      )}
      {mayLookBack && floor && (
        <Disclosure title={useTexts.trail.title}>
          {(openedMs) => (
            <TrailPanel assetId={asset.id} floor={floor} map={map} openedMs={openedMs} onGoToFloor={onGoToFloor} />
          )}
        </Disclosure>
      )}
    </>
  );
}
