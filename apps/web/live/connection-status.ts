import type { LiveStatus } from '#contracts/live';
import { freshnessOf, type Freshness } from '#contracts/position';

/** Silence after which even an open connection is not believed: three missed heartbeats. */
export const silentAfterMs = 3_000;
/** Age of the newest reading of the whole hospital at which people are told. */
export const idleAfterMs = 30_000;

/** What is known of the connection. Times by this browser's clock unless said otherwise. */
export interface ConnectionFacts {
  /** The socket is open and the floor was joined. */
  joined: boolean;
  /** When the last snapshot or frame came, or null before the first. */
  heardAtMs: number | null;
  /** Why the server would not show this floor, or null. */
  refusal: string | null;
  status: LiveStatus | null;
  /** Newest observation on any floor, server's clock, 0 when there was none. */
  newestObservedAt: number;
  clockOffsetMs: number;
}

export type ConnectionStatus =
  | { kind: 'connecting' | 'live' | 'never' }
  | { kind: 'reconnecting' | 'silent' | 'idle'; sinceMs: number }
  | { kind: 'degraded' | 'refused'; reason: string };

/** What to say about the connection: the worst thing that is true. `sinceMs` is a duration. */
export function connectionStatus(facts: ConnectionFacts, nowMs: number): ConnectionStatus {
  if (facts.refusal !== null) return { kind: 'refused', reason: facts.refusal };
  if (facts.heardAtMs === null) return { kind: 'connecting' };
  const silenceMs = nowMs - facts.heardAtMs;
  if (!facts.joined) return { kind: 'reconnecting', sinceMs: silenceMs };
  if (silenceMs > silentAfterMs) return { kind: 'silent', sinceMs: silenceMs };
  if (facts.status?.state === 'degraded') return { kind: 'degraded', reason: facts.status.reason };
  if (facts.newestObservedAt === 0) return { kind: 'never' };
  const idleMs = nowMs + facts.clockOffsetMs - facts.newestObservedAt;
  if (idleMs > idleAfterMs) return { kind: 'idle', sinceMs: idleMs };
  return { kind: 'live' };
}

/** Whether what is drawn can be taken for the present. */
export function isCurrent(status: ConnectionStatus): boolean {
  return status.kind === 'live' || status.kind === 'idle' || status.kind === 'degraded' || status.kind === 'never';
}

/**
 * Freshness as it may be shown: while the connection is broken nothing is live, however young it is. The tag's usual
 * interval and the silence of the readers around it as `freshnessOf` takes them.
 */
export function shownFreshness(
  ageMs: number,
  current: boolean,
  reportingIntervalMs: number | null = null,
  blindForMs: number | null = null,
): Freshness {
  const freshness = freshnessOf(ageMs, reportingIntervalMs, blindForMs);
  return freshness === 'live' && !current ? 'ageing' : freshness;
}
