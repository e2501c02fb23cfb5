import { IconX } from '@tabler/icons-react';
import type L from 'leaflet';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { AssetView } from '#contracts/assets';
import { RoomLabel } from '../calibration/room-label.js';
import { isCurrent } from '../live/connection-status.js';
import type { LiveTag } from '../live/floor-state.js';
import { useConnectionStatus, useLive, useServerNow } from '../live/use-live.js';
import { texts } from '../texts/texts.js';
import { AssetPlace } from './asset-place.js';
import { freshnessOfKnown, knownOf } from './known-place.js';
import { MarkerIcon } from './marker-icon.js';
import classes from './panel.module.css';
import { WhyHere } from './why-here.js';

// What became of it is not needed to see where it is.
const AssetUse = lazy(() => import('../use/asset-use.js').then((loaded) => ({ default: loaded.AssetUse })));

interface AssetPanelProps {
  asset: AssetView | null;
  error: string | null;
  tag: LiveTag | null;
  /** The floor on the map. */
  floor: FloorDetail | null;
  /** For layers of what the panel shows. */
  map: L.Map | null;
  /** What it offers who looks for it. */
  find: ReactNode;
  onShow: () => void;
  onGoToFloor: (floorId: number) => void;
  onClose: () => void;
}

/** What is known of the selected asset: what it is, where, how sure, how old. */
export function AssetPanel({ asset, error, tag, floor, map, find, onShow, onGoToFloor, onClose }: AssetPanelProps) {
  const nowMs = useServerNow();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const who = asset ?? tag?.asset ?? null;
  const live = useLive();
  const known = knownOf(asset, tag, floor, live.floor);
  const current = isCurrent(useConnectionStatus());
  const freshness = known ? freshnessOfKnown(known, nowMs, current) : null;

  return (
    <>
      <header className={classes.head}>
        {who && <MarkerIcon {...iconOf(who)} freshness={freshness} size={36} />}
        <div className={classes.headText}>
          <h2 ref={title} tabIndex={-1} className={classes.title}>
            {who?.name ?? texts.asset.panel}
          </h2>
          {who && (
            <p className={classes.sub}>
              {who.typeName} · {who.number}
            </p>
          )}
        </div>
        <button type="button" className={classes.close} aria-label={texts.asset.close} onClick={onClose}>
          <IconX size={20} stroke={1.6} aria-hidden />
        </button>
      </header>
      {!who && (
        <p className={classes.note} role="status">
          {error ?? texts.asset.loading}
        </p>
      )}
      {find}
      {who && known && (
        <AssetPlace
          known={known}
          current={current}
          floor={floor}
          nowMs={nowMs}
          onShow={onShow}
          onGoToFloor={onGoToFloor}
        />
      )}
      {asset && (
        <Suspense fallback={null}>
          <AssetUse asset={asset} floor={floor} map={map} onGoToFloor={onGoToFloor} />
        </Suspense>
      )}
      {asset && known && <WhyHere assetId={asset.id} timeZone={floor?.timeZone ?? null} />}
      {asset && known && <RoomLabel key={asset.id} assetId={asset.id} known={known} floor={floor} />}
      {asset && !known && (
        <div className={classes.note}>
          <p className={classes.where}>{texts.asset.notHeard}</p>
          <p>{asset.tagKey === null ? texts.asset.noTagDetail : texts.asset.notHeardDetail}</p>
        </div>
      )}
      {asset && known && (
        <p className={classes.foot}>
          {texts.asset.tag} {asset.tagKey ?? texts.asset.noTag}
        </p>
      )}
    </>
  );
}

function iconOf({ typeKey, typeName, icon }: Pick<AssetView, 'typeKey' | 'typeName' | 'icon'>) {
  return { typeKey, typeName, icon };
}
