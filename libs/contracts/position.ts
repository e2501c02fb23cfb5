/** How a position came about; shown to people as "measured by". */
export const positionMethods = [
  'level-fit',
  'two-readers',
  'one-reader',
  'grid',
  'range-fit',
  'ready-made',
  'portal',
] as const;
export type PositionMethod = (typeof positionMethods)[number];

/** How likely a tag is in a zone, 0 to 1. */
export interface ZoneChance {
  zoneId: number;
  probability: number;
}

/** What we know of a tag's place at one moment. Lengths in metres, time in milliseconds since 1970 UTC. */
export interface Position {
  tagId: number;
  floorId: number;
  x: number;
  y: number;
  /** Covariance of x, y in square metres. */
  varX: number;
  varY: number;
  covXY: number;
  /** With 90 % probability the tag is within this distance. */
  radius90M: number;
  /** The zone the tag is decided to be in: noise at a wall does not change it. */
  zoneId: number | null;
  /** Zones the tag may be in, likeliest first; what is missing to 1 lies outside all zones or in unlikely ones. */
  zones: ZoneChance[];
  /** The evidence fits two places well and what lies between them badly. */
  ambiguous: boolean;
  observedAt: number;
  /** How often the tag is usually heard, milliseconds; null until that is learnt. */
  reportingIntervalMs: number | null;
  method: PositionMethod;
  /** Filled into a gap of the history afterwards; never shown as live. */
  late: boolean;
}

/** A change in the list of zones a tag has stayed in. Times in milliseconds since 1970 UTC. */
export type VisitChange =
  | { kind: 'entered'; tagId: number; zoneId: number; floorId: number; at: number }
  | { kind: 'left'; tagId: number; enteredAt: number; at: number };

/**
 * Freshness of what we know; a tag is drawn as live only while it is. Blind: it is not live, and the readers that
 * hear its place are silent themselves, so that its silence says nothing about it.
 */
export const freshnesses = ['live', 'ageing', 'lost', 'blind'] as const;
export type Freshness = (typeof freshnesses)[number];

/** Ages after which a position is no longer live, and no longer more than a memory; the least for any tag. */
export const ageingAfterMs = 20_000;
export const lostAfterMs = 300_000;
/** A tag of slow rhythm is live for this many of its intervals and lost after that many: a packet or two are often missed. */
const liveIntervals = 3;
const lostIntervals = 20;

/** Age after which a tag of this rhythm counts as lost, ms: a rare reporter may miss twenty reports. */
export function lostAfter(reportingIntervalMs: number | null): number {
  return Math.max(lostAfterMs, lostIntervals * (reportingIntervalMs ?? 0));
}

/**
 * Freshness from the age of the newest evidence. Evidence a little ahead is two clocks that differ; evidence
 * further ahead than live evidence may be old has a time that is wrong, and says nothing about now.
 *
 * @param reportingIntervalMs how often the tag is usually heard; null while that is not known
 * @param blindForMs for how long the readers that hear the place have been silent; null while one is heard. A tag that
 *   was lost before they fell silent stays lost.
 */
export function freshnessOf(
  ageMs: number,
  reportingIntervalMs: number | null = null,
  blindForMs: number | null = null,
): Freshness {
  if (ageMs < -ageingAfterMs) return 'lost';
  const rhythmMs = reportingIntervalMs ?? 0;
  if (ageMs <= Math.max(ageingAfterMs, liveIntervals * rhythmMs)) return 'live';
  const lostMs = lostAfter(reportingIntervalMs);
  if (blindForMs !== null && ageMs - blindForMs <= lostMs) return 'blind';
  return ageMs <= lostMs ? 'ageing' : 'lost';
}
