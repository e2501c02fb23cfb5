import type { SurveyStop, SurveyWalk } from '#contracts/calibration';

/** What the person chose to do instead of the next stop. */
export type Aside = 'paused' | 'ending' | null;

/** Where a walk stands: what the screen shows. */
export type WalkStep =
  | { kind: 'placing' | 'paused' | 'ending' | 'ended' }
  | { kind: 'counting' | 'saving'; stop: SurveyStop; number: number };

/**
 * Derived from what the server knows, so that a page that was closed, or whose answers were lost, goes on where
 * the walk is. `countedOut`: the time of the open stop is over.
 */
export function walkStep(walk: SurveyWalk, aside: Aside, countedOut: boolean): WalkStep {
  const at = openStopAt(walk);
  if (at >= 0) return { kind: countedOut ? 'saving' : 'counting', stop: walk.stops[at], number: at + 1 };
  if (aside === 'ending') return { kind: 'ending' };
  if (walk.endedAt !== null) return { kind: 'ended' };
  return { kind: aside ?? 'placing' };
}

/** The stop that is being counted, or null. */
export function openStopOf(walk: SurveyWalk | undefined): SurveyStop | null {
  return (walk && walk.stops[openStopAt(walk)]) ?? null;
}

function openStopAt(walk: SurveyWalk): number {
  return walk.stops.findIndex(({ state }) => state === 'open');
}

/** A stop of the walk with its number, once it is no longer open. */
export function settledStop(walk: SurveyWalk, stopId: number | null): { stop: SurveyStop; number: number } | null {
  const at = walk.stops.findIndex(({ id, state }) => id === stopId && state !== 'open');
  return at < 0 ? null : { stop: walk.stops[at], number: at + 1 };
}
