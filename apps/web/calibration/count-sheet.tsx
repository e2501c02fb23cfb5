import { useEffect, useRef } from 'react';
import { fewestReaders, type SurveyStop } from '#contracts/calibration';
import { useServerNow } from '../live/use-live.js';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { useHeardTags } from './calibration-queries.js';
import { Message } from './message.js';
import classes from './walk.module.css';

const texts = calibrationTexts.walk;
/** Before that a stop has too little to say, milliseconds. */
const leastCountMs = 10_000;
/** Many tags report every few seconds; one that is quiet for longer is worth a word. Milliseconds. */
const silentAfterMs = 10_000;
const radius = 46;
const roundM = 2 * Math.PI * radius;

interface CountSheetProps {
  floorId: number;
  tagId: number | null;
  stop: SurveyStop;
  place: string;
  leftMs: number;
  onEnough: () => void;
  onCancel: () => void;
  cancelling: boolean;
  /** Why it could not be cancelled, or null. */
  problem: Error | null;
}

/** While readers listen: how long still, and whether the tag is heard at all. */
export function CountSheet({ floorId, tagId, stop, place, leftMs, ...does }: CountSheetProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const wholeMs = Math.max(1, Date.parse(stop.to) - Date.parse(stop.from));
  const left = Math.ceil(leftMs / 1000);
  return (
    <>
      <h2 ref={title} tabIndex={-1} className={classes.next}>
        {texts.counting(place)}
      </h2>
      <p className={classes.detail}>{texts.standStill}</p>
      <div className={classes.count}>
        <div className={classes.ring} role="timer" aria-label={texts.countLabel(left)}>
          <svg viewBox="0 0 104 104" width="104" height="104" aria-hidden>
            <circle className={classes.ringTrack} cx="52" cy="52" r={radius} />
            <circle
              className={classes.ringValue}
              cx="52"
              cy="52"
              r={radius}
              strokeDasharray={roundM}
              strokeDashoffset={roundM * (leftMs / wholeMs)}
            />
          </svg>
          <span>
            <span className={classes.seconds}>{left}</span>
            <span className={classes.unit}>{texts.secondsLeft}</span>
          </span>
        </div>
        <HeardNow floorId={floorId} tagId={tagId} />
      </div>
      {does.problem && <Message tone="bad">{texts.undoFailed(does.problem.message)}</Message>}
      <div className={classes.row}>
        <button type="button" className={classes.second} disabled={does.cancelling} onClick={does.onCancel}>
          {texts.cancel}
        </button>
        <button
          type="button"
          className={classes.second}
          disabled={wholeMs - leftMs < leastCountMs || does.cancelling}
          onClick={does.onEnough}
        >
          {texts.enough}
        </button>
      </div>
    </>
  );
}

/** What readers hear of the carried tag now. */
function HeardNow({ floorId, tagId }: { floorId: number; tagId: number | null }) {
  const nowMs = useServerNow();
  const heard = useHeardTags(floorId, tagId !== null);
  const tag = heard.data?.tags.find((candidate) => candidate.tagId === tagId);
  if (tag && (heard.error || nowMs - Date.parse(tag.lastHeardAt) < silentAfterMs))
    return (
      <div className={classes.heardNow}>
        <p className={classes.heard}>{texts.hears(tag.packets, tag.readers, heard.data!.seconds)}</p>
        <p className={classes.detail}>{texts.hearsStrongest(tag.readerName, tag.levelDbm)}</p>
        {tag.readers < fewestReaders && <p className={classes.few}>{texts.fewReaders(fewestReaders)}</p>}
      </div>
    );
  // The phone may be without network while the readers listen: then nothing is said about them.
  if (!heard.data || heard.error) return <p className={classes.detail}>{texts.listening}</p>;
  return (
    <div className={classes.heardNow}>
      <Message tone="warn">
        <p className={classes.heard}>{texts.hearsNothing}</p>
        <p>{texts.hearsNothingDetail}</p>
      </Message>
    </div>
  );
}
