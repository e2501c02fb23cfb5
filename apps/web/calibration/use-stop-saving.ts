import type { UseMutationResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SurveyStop } from '#contracts/calibration';

const againAfterMs = 3_000;

/**
 * Closes a stop when its time is over, and tries again until the server has answered: the readers were listening
 * anyway, so a stop is not lost with the phone's network.
 */
export function useStopSaving(
  stopId: number | null,
  countedOut: boolean,
  close: UseMutationResult<SurveyStop, Error, number>,
): void {
  const { mutate, status, failureCount, submittedAt } = close;
  useEffect(() => {
    if (stopId === null || !countedOut || status === 'pending') return;
    if (close.variables !== stopId || status === 'idle') return mutate(stopId);
    const timer = setTimeout(() => mutate(stopId), againAfterMs);
    return () => clearTimeout(timer);
    // `close` is new with every render; what counts of it is named.
  }, [stopId, countedOut, status, failureCount, submittedAt, mutate]);
}
