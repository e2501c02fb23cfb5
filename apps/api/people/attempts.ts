import type { AttemptStore, Slowdown } from '#storage/attempt-store';
import { ProblemException } from '../problems/problem-exception.js';

/**
 * Makes an attempt at something secret, unless there were too many.
 * @param attempt answers null when the guess was wrong
 * @throws ProblemException 429 with the seconds to wait
 */
export async function inSlowdown<T>(
  store: AttemptStore,
  slowdowns: readonly Slowdown[],
  attempt: () => Promise<T | null>,
): Promise<T | null> {
  const waitS = await store.begin(slowdowns);
  if (waitS > 0)
    throw new ProblemException(429, `That was wrong too often; try again in ${inWords(waitS)}.`, {
      retryAfterS: waitS,
    });
  const result = await attempt();
  if (result !== null) await store.succeeded(slowdowns);
  return result;
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
