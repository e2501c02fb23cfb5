import type { UseMutationResult } from '@tanstack/react-query';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { SurveyStop, SurveyWalk } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { Message } from './message.js';
import { WalkProgress } from './walk-progress.js';
import classes from './walk.module.css';

const texts = calibrationTexts.walk;

/** The count is over and the server gathers its last readings, or cannot be reached. */
export function SavingSheet({
  close,
  stopId,
}: {
  close: UseMutationResult<SurveyStop, Error, number>;
  stopId: number;
}) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  // While it tries again the reason of the last failure stays, so that the words do not flicker.
  const reason = close.error ?? close.failureReason;
  return (
    <>
      <h2 ref={title} tabIndex={-1} className={classes.next}>
        {texts.saving}
      </h2>
      <p className={classes.detail}>{texts.savingDetail}</p>
      <progress className={classes.track} aria-label={texts.saving} />
      {reason && (
        <Message
          tone="bad"
          action={{ label: calibrationTexts.retry, run: () => !close.isPending && close.mutate(stopId) }}
        >
          <p>{texts.saveFailed(reason.message)}</p>
          <p>{texts.saveFailedDetail}</p>
        </Message>
      )}
    </>
  );
}

/** Nothing is asked of anybody. */
export function PausedSheet({ walk, onGoOn }: { walk: SurveyWalk; onGoOn: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <WalkProgress progress={walk.progress} />
      <h2 ref={title} tabIndex={-1} className={classes.next}>
        {texts.paused}
      </h2>
      <p className={classes.detail}>{texts.pausedDetail}</p>
      <button type="button" className={classes.primary} onClick={onGoOn}>
        <IconPlayerPlay size={22} stroke={1.8} aria-hidden />
        {texts.goOn}
      </button>
    </>
  );
}
