import { Evidence } from './evidence.js';
import type { Provisional } from './findings.js';
import type { Track } from './track.js';

/** A stretch of time (whole seconds, `to` excluded) in which nothing was heard of the tag; late readings may fill it. */
export interface Gap {
  from: number;
  to: number;
}

/** All that is remembered of one tag between batches. */
export interface TagState {
  tagId: number;
  evidence: Evidence;
  /** After the newest second that is decided for good; null before the first one. */
  settled: Track | null;
  /** Seconds (whole, since 1970) up to here are decided for good; later readings of them are late. */
  settledThrough: number;
  /** Newest second for which people were told a position. */
  toldSecond: number;
  /** Evidence came in since the history of the open seconds was last written. */
  dirty: boolean;
  /** Evidence came in since the last position was told. */
  untold: boolean;
  /** History written before its time was settled; it is written anew when the time is. */
  provisional: Provisional | null;
  gaps: Gap[];
}

/** A tag that was never heard before. */
export function newTagState(tagId: number): TagState {
  return {
    tagId,
    evidence: new Evidence(),
    settled: null,
    settledThrough: -Infinity,
    toldSecond: -Infinity,
    dirty: false,
    untold: false,
    provisional: null,
    gaps: [],
  };
}
