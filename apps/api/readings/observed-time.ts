/** Clocks of sender and server that agree better than this are left as they are, milliseconds. */
const toleratedSkewMs = 2_000;
/** How far in the future an observation may be; more is a wrong clock, not a fast one. */
const futureMs = 60_000;
/**
 * Observations less than this ahead of their arrival keep their time. It covers what the correction leaves of a
 * clock error: cut to the arrival instead, a batch that is sent again would get other times than at first.
 */
const keptAheadMs = 2_000;
/** Largest time a Date can show. */
const maxDateMs = 8.64e15;

/** What the observation times of one batch are judged by. All milliseconds since 1970 UTC, or durations in ms. */
export interface TimeRule {
  receivedAt: number;
  /** Added to each observation: the error of the sender's clock. */
  shiftMs: number;
  oldest: number;
  newest: number;
}

/**
 * The correction for a measured clock error, both in milliseconds. It is in whole seconds: the time on the way is
 * part of what was measured, so finer would only move observations by the network's mood.
 */
export function shiftOf(skewMs: number): number {
  return Math.abs(skewMs) >= toleratedSkewMs ? Math.round(skewMs / 1000) * 1000 : 0;
}

/** The rule for a batch whose sender's clock is corrected by `shiftMs`; see SenderClocks. */
export function timeRule(receivedAt: number, maxAgeHours: number, shiftMs = 0): TimeRule {
  return { receivedAt, shiftMs, oldest: receivedAt - maxAgeHours * 3_600_000, newest: receivedAt + futureMs };
}

/**
 * The corrected time of an observation, at most two seconds after its arrival; NaN when it lies outside what is
 * allowed.
 */
export function correctedTime(observedAt: number, rule: TimeRule): number {
  const corrected = observedAt + rule.shiftMs;
  if (!(corrected >= rule.oldest && corrected <= rule.newest)) return NaN;
  return corrected >= rule.receivedAt + keptAheadMs ? rule.receivedAt : corrected;
}

/** Says why a time was refused: what was understood and what is allowed. */
export function timeRefusal(observedAt: number, rule: TimeRule): string {
  const corrected = observedAt + rule.shiftMs;
  const correction =
    rule.shiftMs === 0
      ? ''
      : ` (the sender's clock is ${Math.abs(rule.shiftMs) / 1000} s ${rule.shiftMs > 0 ? 'behind' : 'ahead'})`;
  // 1e9..1e10 is this half century when counted in seconds, and January 1970 when counted in milliseconds.
  const hint =
    observedAt >= 1e9 && observedAt < 1e10 ? '; it looks like seconds, but milliseconds since 1970 are expected' : '';
  return `is ${inWords(corrected)}${correction}, allowed is ${inWords(rule.oldest)} to ${inWords(rule.newest)}${hint}`;
}

function inWords(timeMs: number): string {
  return Math.abs(timeMs) <= maxDateMs ? new Date(timeMs).toISOString() : `${timeMs} ms after 1970`;
}
