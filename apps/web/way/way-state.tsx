import { useFloor } from '../app/queries.js';
import { ageWords } from '../asset/age-words.js';
import { freshnessOfKnown, type Known } from '../asset/known-place.js';
import { capitalised, placeWords } from '../asset/place-words.js';
import { StatusSign } from '../asset/status-sign.js';
import { isCurrent } from '../live/connection-status.js';
import { useConnectionStatus, useServerNow } from '../live/use-live.js';
import { findTexts } from '../texts/find-texts.js';
import { statusTexts } from '../texts/status-texts.js';
import { clockWords, takenWords, type Wanted } from './taken-words.js';
import classes from './way-panel.module.css';

interface WayStateProps {
  wanted: Wanted;
  known: Known | null;
  /** What is said beside it: what that tells already is not told again. */
  said: string | null;
}

/** What the goal of a way is like now: whether it can be taken, where it is with what certainty, and how old that is. */
export function WayState({ wanted, known, said }: WayStateProps) {
  // The goal may be on another floor than the one on the map.
  const floor = useFloor(known?.floorId ?? null).data ?? null;
  const nowMs = useServerNow();
  const current = isCurrent(useConnectionStatus());
  const why = takenWords(wanted, (iso) => clockWords(iso, floor?.timeZone));
  return (
    <div className={classes.state}>
      <p className={classes.facts}>
        <span className={classes.status}>
          <StatusSign status={wanted.status} />
          {statusTexts.status[wanted.status]}
        </span>
        {known && <span>{capitalised(placeWords(known, floor?.zones))}</span>}
        {known && (
          <span className={classes.heard} data-freshness={freshnessOfKnown(known, nowMs, current)}>
            {findTexts.row.heard(ageWords(nowMs - known.observedAt))}
          </span>
        )}
      </p>
      {why && !said?.includes(why) && (
        <p className={classes.warning} role="status">
          {why}
        </p>
      )}
    </div>
  );
}
