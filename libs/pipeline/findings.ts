import type { Position, VisitChange } from '#contracts/position';

/** What a batch of readings, or the passing of time, brought to light about one tag. */
export interface Findings {
  /** The newest position, to be shown, and since when the tag is in its zone; null when nothing could be computed. */
  live: { position: Position; inZoneSince: number } | null;
  /** Rows for the history. */
  positions: Position[];
  visits: VisitChange[];
  /** Positions and visits from this moment on were provisional and are replaced by the ones here. */
  replaceFrom: number | null;
}

/** Nothing found yet. */
export function noFindings(): Findings {
  return { live: null, positions: [], visits: [], replaceFrom: null };
}
