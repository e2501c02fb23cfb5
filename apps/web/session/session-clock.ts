/** When a session ends: after so many seconds without a person, and at a time of this browser's clock. */
export interface SessionLimits {
  idleTimeoutS: number | null;
  endsAtMs: number | null;
}

export type SessionStage =
  { kind: 'running' } | { kind: 'ending' | 'over'; why: 'idle' | 'age'; /** Seconds that are left. */ leftS: number };

/** The warning comes this long before the end. */
const warningMs = 60_000;
/** The server notes the use of a session once a minute, so it may count from a moment before the last input. */
const largestMarginMs = 90_000;

/** Milliseconds without a person after which the page signs out: a little before the server would. */
export function idleLimitMs(idleTimeoutS: number): number {
  const wholeMs = idleTimeoutS * 1_000;
  return wholeMs - Math.min(largestMarginMs, wholeMs / 10);
}

/** How often the server is told of a person who uses the page without asking it anything, milliseconds. */
export function touchEveryMs(idleTimeoutS: number): number {
  return Math.min(30_000, idleTimeoutS * 100);
}

/** Where a session stands that somebody last used at `inputAtMs`. */
export function stageOf({ idleTimeoutS, endsAtMs }: SessionLimits, inputAtMs: number, nowMs: number): SessionStage {
  const limitMs = idleTimeoutS === null ? Infinity : idleLimitMs(idleTimeoutS);
  const idleLeftMs = inputAtMs + limitMs - nowMs;
  const ageLeftMs = (endsAtMs ?? Infinity) - nowMs;
  const why = ageLeftMs < idleLeftMs ? 'age' : 'idle';
  const leftMs = Math.min(idleLeftMs, ageLeftMs);
  if (leftMs > Math.min(warningMs, why === 'idle' ? limitMs / 2 : Infinity)) return { kind: 'running' };
  return { kind: leftMs > 0 ? 'ending' : 'over', why, leftS: Math.max(0, Math.ceil(leftMs / 1_000)) };
}
