import type { Position, VisitChange } from '#contracts/position';

/** History that was written before its time was decided for good. Times in milliseconds since 1970 UTC. */
export interface Provisional {
  /** Positions from this moment on. */
  positionsFrom: number;
  /** Visits that were opened, by their `enteredAt`. */
  entered: number[];
  /** Visits that were closed, by their `enteredAt`. */
  left: number[];
}

/** What a batch of readings, or the passing of time, brought to light about one tag. */
export interface Findings {
  /** The newest position, to be shown, and since when the tag is in its zone; null when nothing could be computed. */
  live: { position: Position; inZoneSince: number } | null;
  /** Rows for the history. */
  positions: Position[];
  visits: VisitChange[];
  /** What was written provisionally before and goes, before the positions and visits here are written. */
  replaced: Provisional | null;
}

/** Nothing found yet. */
export function noFindings(): Findings {
  return { live: null, positions: [], visits: [], replaced: null };
}
