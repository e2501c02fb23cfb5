import type { Position } from '#contracts/position';
import { Evidence } from './evidence.js';
import type { Findings, Provisional } from './findings.js';
import type { HouseModel } from './model.js';
import type { Track } from './track.js';

/** A stretch of time (whole seconds, `to` excluded) in which nothing was heard of the tag; late readings may fill it. */
export interface Gap {
  from: number;
  to: number;
}

/** A second that was looked at but may still change, and what it brought. Its track is never changed again. */
export interface OpenSecond {
  second: number;
  track: Track | null;
  position: Position | null;
  found: Findings;
}

/** All that is remembered of one tag between batches. */
export interface TagState {
  tagId: number;
  evidence: Evidence;
  /** After the newest second that is decided for good; null before the first one. */
  settled: Track | null;
  /** The house whose reader places `settled` speaks in; null: it names readers by id (just read back). */
  house: HouseModel | null;
  /**
   * The open seconds as the evidence has them now; readings that come in drop those that they concern. Not stored:
   * whatever is missing is worked out again, and comes out the same.
   */
  open: OpenSecond[];
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
    house: null,
    open: [],
    settledThrough: -Infinity,
    toldSecond: -Infinity,
    dirty: false,
    untold: false,
    provisional: null,
    gaps: [],
  };
}

/** Makes what is remembered speak of the readers of this house; those that are gone are forgotten. */
export function bindToHouse(state: TagState, house: HouseModel): void {
  if (state.house === house) return;
  const still = state.settled?.belief?.still;
  if (still) {
    let kept = 0;
    for (let i = 0; i < still.count; i += 1) {
      const place = house.readerIndex[readerIdOf(state, still.readers[i])] ?? -1;
      if (place < 0) continue;
      still.readers[kept] = place;
      still.levelsDbm[kept] = still.levelsDbm[i];
      still.packets[kept] = still.packets[i];
      kept += 1;
    }
    still.count = kept;
  }
  state.house = house;
  state.open = [];
}

/** Id of a reader that `settled` names. */
export function readerIdOf(state: TagState, reader: number): number {
  return state.house ? state.house.readerIds[reader] : reader;
}
