import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import type { CalibrationVersion, SurveyWalk } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { useCalibrationChanges, useWalkChanges } from './calibration-queries.js';
import { Message } from './message.js';
import { scoreWords } from './score-words.js';
import { WalkProgress } from './walk-progress.js';
import classes from './walk.module.css';

const texts = calibrationTexts.ending;
/** Below this a walk seldom beats the floor plan. */
const fewStops = 10;

interface EndingSheetProps {
  walk: SurveyWalk;
  onGoOn: () => void;
  onAnother: () => void;
}

/** The end of a walk: finish, work out the map, and say honestly what came of it. */
export function EndingSheet({ walk, onGoOn, onAnother }: EndingSheetProps) {
  const { end } = useWalkChanges(walk.id, walk.floorId);
  const { fit } = useCalibrationChanges(walk.floorId);
  const title = useRef<HTMLHeadingElement>(null);
  const ended = walk.endedAt !== null;
  const working = end.isPending || fit.isPending;
  const usable = walk.stops.filter(({ state }) => state === 'usable').length;
  const stage = fit.data ? 'result' : working ? 'working' : ended ? 'ended' : 'asking';
  useEffect(() => title.current?.focus({ preventScroll: true }), [stage]);

  const finish = async () => {
    if (!ended) await end.mutateAsync();
    if (usable > 0) await fit.mutateAsync();
  };
  const run = () => void finish().catch(() => undefined);
  const heading = {
    result: fit.data?.state === 'active' ? texts.active : texts.refused,
    working: texts.working,
    ended: texts.ended,
    asking: texts.title,
  }[stage];
  const error = fit.error ?? end.error;
  return (
    <>
      <WalkProgress progress={walk.progress} />
      <h2 ref={title} tabIndex={-1} className={classes.next}>
        {heading}
      </h2>
      <div role="status">
        {stage === 'result' ? (
          <Outcome version={fit.data!} />
        ) : (
          <p className={classes.detail}>{working ? texts.workingDetail : texts.detail(usable)}</p>
        )}
      </div>
      {stage === 'asking' && usable > 0 && usable < fewStops && <p className={classes.detail}>{texts.fewDetail}</p>}
      {error && !working && (
        <Message tone="bad">
          <p>{texts.failed(error.message)}</p>
          {ended && <p>{texts.failedDetail}</p>}
        </Message>
      )}
      {stage !== 'result' && (usable > 0 || !ended) && (
        <button type="button" className={classes.primary} disabled={working} onClick={run}>
          {working ? texts.working : usable > 0 ? (ended ? texts.fitOnly : texts.fit) : texts.plain}
        </button>
      )}
      {ended && !working ? (
        <>
          <Link
            className={stage === 'result' || usable === 0 ? classes.primary : classes.wide}
            to={`/floor/${walk.floorId}/calibration`}
          >
            {texts.toCalibration}
          </Link>
          <div className={classes.row}>
            <button type="button" className={classes.second} onClick={onAnother}>
              {texts.another}
            </button>
            <Link className={classes.second} to={`/floor/${walk.floorId}`}>
              {texts.toMap}
            </Link>
          </div>
        </>
      ) : (
        !working && (
          <button type="button" className={classes.wide} onClick={onGoOn}>
            {texts.goOn}
          </button>
        )
      )}
    </>
  );
}

function Outcome({ version }: { version: CalibrationVersion }) {
  return (
    <Message tone={version.state === 'active' ? 'good' : 'warn'}>
      {scoreWords(version).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{version.reason}</p>
    </Message>
  );
}
