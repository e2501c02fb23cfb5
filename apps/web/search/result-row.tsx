import type { FoundAsset } from '#contracts/search';
import { ageWords, dwellWords } from '../asset/age-words.js';
import { MarkerIcon } from '../asset/marker-icon.js';
import { capitalised, floorWords, placeWords } from '../asset/place-words.js';
import { useFloor } from '../app/queries.js';
import { isCurrent, shownFreshness } from '../live/connection-status.js';
import { useConnectionStatus, useServerNow } from '../live/use-live.js';
import { findTexts } from '../texts/find-texts.js';
import { statusTexts } from '../texts/status-texts.js';
import { locale } from '../texts/locale.js';
import { texts } from '../texts/texts.js';
import { isTakable } from '../way/next-best.js';
import { obstacleWords } from './obstacle-words.js';
import classes from './result-row.module.css';
import { walkWords } from './walk-words.js';

interface ResultRowProps {
  asset: FoundAsset;
  /** Its number on the map. */
  rank: number;
  /** Another site is named. */
  siteOnScreen: string | undefined;
  /** Somebody did not find it there a moment ago. */
  passed: boolean;
}

/** One answer: what, free or not, where, how far, how long there, how fresh, and why not when it cannot be taken. */
export function ResultRow({ asset, rank, siteOnScreen, passed }: ResultRowProps) {
  const nowMs = useServerNow(5_000);
  const current = isCurrent(useConnectionStatus());
  const { position, status } = asset;
  // The polygons decide between "in" and "in or next to"; a hospital has few floors and they are kept.
  const floor = useFloor(position?.floorId ?? null);
  const why = obstacleWords(asset, (iso) => clockAt(iso, floor.data?.timeZone));
  const walk = walkWords(asset.walkS, asset.walkM);
  const takable = isTakable(asset);
  return (
    <span className={classes.row} data-takable={takable}>
      <span className={classes.signs}>
        {position && (
          <span className={classes.rank} role="img" aria-label={findTexts.row.mapNumber(rank)}>
            {rank}
          </span>
        )}
        <MarkerIcon
          typeKey={asset.typeKey}
          typeName={asset.typeName}
          icon={asset.icon}
          freshness={position && freshnessAt(position, nowMs, current)}
          size={24}
        />
      </span>
      <span className={classes.text}>
        <span className={classes.line}>
          <span className={classes.name}>{asset.name}</span>
          {walk && <strong className={classes.walk}>{walk}</strong>}
        </span>
        <span className={classes.place}>
          {position
            ? capitalised(placeWords(position, floor.data?.zones))
            : asset.tagKey === null
              ? capitalised(texts.asset.noTag)
              : texts.asset.notHeard}
          {position && <span className={classes.floor}> · {floorWords(position, siteOnScreen)}</span>}
        </span>
        <span className={classes.detail}>
          <span className={classes.status} data-status={status.value}>
            {statusTexts.status[status.value]}
          </span>
          <span>{asset.number}</span>
          {position && <Ages asset={asset} nowMs={nowMs} current={current} />}
        </span>
        {why && (
          <span className={classes.why} data-takable={why.takable}>
            {capitalised(why.words)}
          </span>
        )}
        {passed && <span className={classes.why}>{findTexts.row.notThere}</span>}
      </span>
    </span>
  );
}

function Ages({ asset, nowMs, current }: { asset: FoundAsset; nowMs: number; current: boolean }) {
  const position = asset.position!;
  const dwellMs = position.inZoneSince ? nowMs - Date.parse(position.inZoneSince) : 0;
  const heard = findTexts.row.heard(ageWords(nowMs - Date.parse(position.observedAt)));
  return (
    <>
      {dwellMs >= 60_000 && <span>{findTexts.row.thereFor(dwellWords(dwellMs))}</span>}
      <span className={classes.age} data-freshness={freshnessAt(position, nowMs, current)}>
        {heard}
      </span>
    </>
  );
}

function freshnessAt(position: NonNullable<FoundAsset['position']>, nowMs: number, current: boolean) {
  const silentMs = position.blindSince ? nowMs - Date.parse(position.blindSince) : null;
  return shownFreshness(nowMs - Date.parse(position.observedAt), current, position.reportingIntervalMs, silentMs);
}

/** The wall clock at a site; that of this browser while the site is not known. */
function clockAt(iso: string, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(Date.parse(iso));
}
