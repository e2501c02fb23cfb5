import type { UseMutationResult } from '@tanstack/react-query';
import type { SurveyStop, SurveyWalk } from '#contracts/calibration';
import type { ConnectionStatus } from '../live/connection-status.js';
import { calibrationTexts } from '../texts/calibration-texts.js';
import { Message } from './message.js';
import type { Spot } from './pin-steps.js';
import { settledStop } from './walk-step.js';

const texts = calibrationTexts.walk;

interface WalkMessagesProps {
  walk: SurveyWalk;
  lastStopId: number | null;
  /** What the person just did, in words. */
  note: string | null;
  open: UseMutationResult<SurveyStop, Error, Spot>;
  undo: UseMutationResult<void, Error, number>;
  status: ConnectionStatus;
  problem: Error | null;
  onHere: (place: Spot) => void;
}

/** Between stops: what came of the last one, and what is wrong. The worst comes first, and alone. */
export function WalkMessages({ walk, lastStopId, note, open, undo, status, problem, onHere }: WalkMessagesProps) {
  if (open.error)
    return (
      <Message tone="bad" action={{ label: calibrationTexts.retry, run: () => onHere(open.variables!) }}>
        <p>{texts.startFailed(open.error.message)}</p>
        <p>{texts.startFailedDetail}</p>
      </Message>
    );
  if (undo.error) return <Message tone="bad">{texts.undoFailed(undo.error.message)}</Message>;
  const broken = status.kind === 'reconnecting' || status.kind === 'silent';
  if (problem || broken) return <Message tone="warn">{texts.offline}</Message>;
  const settled = settledStop(walk, lastStopId);
  if (settled?.stop.state === 'unusable')
    return (
      <Message tone="warn" action={{ label: texts.again, run: () => onHere(settled.stop) }}>
        <p>{texts.unusable(settled.number)}</p>
        <p>{settled.stop.detail}</p>
      </Message>
    );
  if (settled)
    return (
      <Message tone="good">{texts.saved(settled.number, settled.stop.packets, settled.stop.levels.length)}</Message>
    );
  return note ? <Message tone="plain">{note}</Message> : null;
}
