import { IconCurrentLocation, IconLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { FloorDetail } from '#contracts/api';
import type { Freshness } from '#contracts/position';
import { texts } from '../texts/texts.js';
import { ageWords, durationWords, dwellWords, localTime, radiusWords, rhythmWords } from './age-words.js';
import { freshnessOfKnown, type Known } from './known-place.js';
import classes from './panel.module.css';
import { capitalised, floorWords, placeWords } from './place-words.js';
import { ZoneChances } from './zone-chances.js';

interface AssetPlaceProps {
  known: Known;
  /** False while the connection is broken. */
  current: boolean;
  floor: FloorDetail | null;
  nowMs: number;
  onShow: () => void;
  onGoToFloor: (floorId: number) => void;
}

/** Where the asset is: in words, with the chances of rooms, how old, how sure, and the way there. */
export function AssetPlace({ known, current, floor, nowMs, onShow, onGoToFloor }: AssetPlaceProps) {
  const ageMs = nowMs - known.observedAt;
  const freshness = freshnessOfKnown(known, nowMs, current);
  const here = floor !== null && known.floorId === floor.id;
  const words = placeWords(known, here ? floor.zones : undefined);
  const warning = warningWords(known, freshness, current, nowMs);
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
        <ZoneChances known={known} zones={here ? floor.zones : undefined} />
        <dl className={classes.facts}>
          <dt>{texts.asset.seen}</dt>
          <dd>
            <span className={classes.state} data-freshness={freshness}>
              {current ? texts.freshness[freshness] : texts.freshness.notLive}
            </span>{' '}
            {ageWords(ageMs)}
            {known.reportingIntervalMs !== null && (
              <span className={classes.exact}>{rhythmWords(known.reportingIntervalMs)}</span>
            )}
            {floor && <span className={classes.exact}>{localTime(known.observedAt, nowMs, floor.timeZone)}</span>}
          </dd>
          <dt>{texts.asset.accuracy}</dt>
          <dd>
            {radiusWords(known.radius90M)}
            {known.method !== null && (
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

function warningWords(known: Known, freshness: Freshness, current: boolean, nowMs: number): string | null {
  if (!current) return texts.asset.offlineWarning;
  const ageMs = nowMs - known.observedAt;
  switch (freshness) {
    case 'lost':
      return texts.asset.lostWarning(durationWords(ageMs));
    case 'ageing':
      return texts.asset.ageingWarning;
    case 'blind':
      return texts.asset.blindWarning(durationWords(Math.min(ageMs, known.blindForMs(nowMs) ?? ageMs)));
    case 'live':
      return known.ambiguous ? texts.asset.ambiguousWarning : null;
  }
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
