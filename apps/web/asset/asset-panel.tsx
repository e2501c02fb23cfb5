import { IconCurrentLocation, IconLink, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { AssetView, FloorDetail } from '#contracts/api';
import type { Freshness } from '#contracts/position';
import { RoomLabel } from '../calibration/room-label.js';
import { isCurrent, shownFreshness } from '../live/connection-status.js';
import type { LiveTag } from '../live/floor-state.js';
import { useConnectionStatus, useLive, useServerNow } from '../live/use-live.js';
import { texts } from '../texts/texts.js';
import { ageWords, durationWords, dwellWords, localTime, radiusWords } from './age-words.js';
import { knownOf, type Known } from './known-place.js';
import { MarkerIcon } from './marker-icon.js';
import classes from './panel.module.css';
import { capitalised, floorWords, placeWords } from './place-words.js';

interface AssetPanelProps {
  asset: AssetView | null;
  error: string | null;
  tag: LiveTag | null;
  /** The floor on the map. */
  floor: FloorDetail | null;
  onShow: () => void;
  onGoToFloor: (floorId: number) => void;
  onClose: () => void;
}

/** What is known of the selected asset: what it is, where, how sure, how old. */
export function AssetPanel({ asset, error, tag, floor, onShow, onGoToFloor, onClose }: AssetPanelProps) {
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
        {who && <MarkerIcon typeKey={who.typeKey} typeName={who.typeName} freshness={freshness} size={36} />}
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
      {who && known && (
        <KnownPlace
          known={known}
          current={current}
          floor={floor}
          nowMs={nowMs}
          onShow={onShow}
          onGoToFloor={onGoToFloor}
        />
      )}
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

function freshnessOfKnown(known: Known, nowMs: number, current: boolean): Freshness {
  return shownFreshness(nowMs - known.observedAt, current, known.reportingIntervalMs, known.blindForMs(nowMs));
}

interface KnownPlaceProps {
  known: Known;
  /** False while the connection is broken. */
  current: boolean;
  floor: FloorDetail | null;
  nowMs: number;
  onShow: () => void;
  onGoToFloor: (floorId: number) => void;
}

function KnownPlace({ known, current, floor, nowMs, onShow, onGoToFloor }: KnownPlaceProps) {
  const ageMs = nowMs - known.observedAt;
  const freshness = freshnessOfKnown(known, nowMs, current);
  const here = floor !== null && known.floorId === floor.id;
  const words = placeWords(known, here ? floor.zones : undefined);
  const warning = !current
    ? texts.asset.offlineWarning
    : freshness === 'lost'
      ? texts.asset.lostWarning(durationWords(ageMs))
      : freshness === 'ageing'
        ? texts.asset.ageingWarning
        : null;
  return (
    <>
      <div className={classes.body}>
        <p className={classes.where}>{capitalised(words)}</p>
        <p className={classes.floorName}>{floorWords(known, floor?.siteName)}</p>
        {warning && (
          <p className={classes.warning} data-freshness={current ? freshness : 'lost'}>
            {warning}
          </p>
        )}
        <dl className={classes.facts}>
          <dt>{texts.asset.seen}</dt>
          <dd>
            <span className={classes.state} data-freshness={freshness}>
              {current ? texts.freshness[freshness] : texts.freshness.notLive}
            </span>{' '}
            {ageWords(ageMs)}
            {floor && <span className={classes.exact}>{localTime(known.observedAt, nowMs, floor.timeZone)}</span>}
          </dd>
          <dt>{texts.asset.accuracy}</dt>
          <dd>
            {radiusWords(known.radius90M)}
            {known.method && (
              <span className={classes.exact}>
                {texts.asset.method} {texts.asset.methods[known.method]}
              </span>
            )}
          </dd>
          {known.inZoneSince !== null && (
            <>
              <dt>{texts.asset.here}</dt>
              <dd>{dwellWords(nowMs - known.inZoneSince)}</dd>
            </>
          )}
        </dl>
      </div>
      <div className={classes.actions}>
        {here ? (
          <button type="button" className={classes.primary} onClick={onShow}>
            <IconCurrentLocation size={18} stroke={1.8} aria-hidden />
            {texts.asset.centre}
          </button>
        ) : (
          <button type="button" className={classes.primary} onClick={() => onGoToFloor(known.floorId)}>
            {texts.asset.goThere(known.floorName)}
          </button>
        )}
        <ShareButton />
      </div>
    </>
  );
}

function ShareButton() {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2_500);
    return () => clearTimeout(timer);
  }, [done]);
  // Browsers offer the clipboard on secure addresses only; elsewhere the address bar has the same link.
  if (!navigator.clipboard) return null;
  return (
    <button
      type="button"
      className={classes.secondary}
      onClick={() => void navigator.clipboard.writeText(location.href).then(() => setDone(true))}
    >
      <IconLink size={18} stroke={1.8} aria-hidden />
      <span role="status">{done ? texts.asset.shared : texts.asset.share}</span>
    </button>
  );
}
