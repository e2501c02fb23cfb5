import type { Bounds } from '#contracts/geometry';
import type { PositionMethod } from '#contracts/position';
import { chooseFloor, keepFloor } from './choose-floor.js';
import { emptyFix } from './fix.js';
import { type Motion, advanceMotion, createMotion } from './motion-filter.js';
import type { ReaderTable } from './reader-table.js';
import { solveLevels } from './solve-levels.js';
import { aggregateWindow, createWindow } from './window.js';

/** Readings of one tag, column by column in order of time; `readers` are places in the reader table. */
export interface TagReadings {
  readers: ArrayLike<number>;
  levelsDbm: ArrayLike<number>;
  timesMs: ArrayLike<number>;
}

/** What the engine says of a tag at one moment, as it would be stored. */
export interface FollowedPosition {
  atMs: number;
  x: number;
  y: number;
  varX: number;
  varY: number;
  covXY: number;
  radius90M: number;
  method: PositionMethod;
}

/** The floor a recording was made on. */
export interface FollowedFloor {
  table: ReaderTable;
  area: Bounds;
  tagHeightM: number;
}

/**
 * Follows one tag through a whole recording on one floor: a position for each second in which it was heard, by
 * the engine's own order: window, floor, fix, motion. For accuracy figures without a server.
 * @param windowMs how far back readings count
 */
export function followTag(readings: TagReadings, floor: FollowedFloor, windowMs: number): FollowedPosition[] {
  const { timesMs } = readings;
  const window = createWindow();
  const fix = emptyFix();
  const floorOfReader = new Int32Array(floor.table.count);
  const positions: FollowedPosition[] = [];
  let motion: Motion | null = null;
  for (let first = 0; first < timesMs.length;) {
    const second = Math.floor(timesMs[first] / 1000);
    let end = first;
    while (end < timesMs.length && Math.floor(timesMs[end] / 1000) === second) end++;
    // The moment is that of the second's newest reading: later than that nothing is known.
    const atMs = timesMs[end - 1];
    first = end;
    aggregateWindow(readings.readers, readings.levelsDbm, timesMs, end, atMs - windowMs, atMs, window);
    keepFloor(floorOfReader, window, chooseFloor(floorOfReader, window, 0));
    solveLevels(floor.table, window.readers, window.levelsDbm, window.count, floor.area, floor.tagHeightM, fix);
    if (motion === null) motion = createMotion(fix, atMs);
    else advanceMotion(motion, fix, atMs, floor.area);
    const { x, y, varX, varY, covXY, radius90M } = motion;
    positions.push({ atMs, x, y, varX, varY, covXY, radius90M, method: fix.method });
  }
  return positions;
}
