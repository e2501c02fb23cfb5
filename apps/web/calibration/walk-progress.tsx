import { useId } from 'react';
import type { SurveyProgress } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import classes from './walk.module.css';

const texts = calibrationTexts.walk;

/** How far the floor is known: stops of all walks, and the share of the map they explain. */
export function WalkProgress({ progress }: { progress: SurveyProgress }) {
  const id = useId();
  return (
    <div className={classes.progress}>
      <p id={id} className={classes.progressWords}>
        <span>{texts.progress(progress.usableStops, progress.worthwhileStops)}</span>
        <span>{texts.known(progress.knownShare)}</span>
      </p>
      <progress className={classes.track} max={1} value={progress.knownShare} aria-labelledby={id} />
    </div>
  );
}
