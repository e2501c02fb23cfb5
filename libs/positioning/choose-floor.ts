import type { LevelWindow } from './window.js';

/** So many of a floor's strongest readers speak for it; measured: 3 strongest named the floor right every time. */
const voices = 3;
/** A reader that heard nothing counts as if it had heard this: about where receivers stop hearing, dBm. */
const silentDbm = -100;
/** Another floor must be stronger by this to take over: half a usual reader's spread, a fifth of a slab's loss, dB. */
const takeOverDb = 4;

/**
 * The floor a tag is on: the one whose three strongest readers hear it best on average. A slab costs 15-20 dB, so
 * the levels say it clearly; the previous floor (or -1) keeps the tag until another is better by a margin.
 *
 * @param floorOfReader floor index of each reader of the table
 * @throws RangeError when no reader heard the tag
 */
export function chooseFloor(floorOfReader: ArrayLike<number>, window: LevelWindow, previousFloor: number): number {
  if (window.count === 0) throw new RangeError('choosing a floor needs at least one reader that heard the tag');
  let best = -1;
  let bestDbm = -Infinity;
  let previousDbm = -Infinity;
  for (let slot = 0; slot < window.count; slot++) {
    const floor = floorOfReader[window.readers[slot]];
    if (floor === best) continue;
    const dbm = floorLevel(floorOfReader, window, floor);
    if (floor === previousFloor) previousDbm = dbm;
    // Equal evidence: the lower index, so that the order of the readings does not matter.
    if (dbm > bestDbm || (dbm === bestDbm && floor < best)) {
      best = floor;
      bestDbm = dbm;
    }
  }
  return previousDbm > -Infinity && bestDbm - previousDbm < takeOverDb ? previousFloor : best;
}

function floorLevel(floorOfReader: ArrayLike<number>, window: LevelWindow, floor: number): number {
  let first = silentDbm;
  let second = silentDbm;
  let third = silentDbm;
  for (let slot = 0; slot < window.count; slot++) {
    if (floorOfReader[window.readers[slot]] !== floor) continue;
    const level = window.levelsDbm[slot];
    if (level > first) {
      third = second;
      second = first;
      first = level;
    } else if (level > second) {
      third = second;
      second = level;
    } else if (level > third) third = level;
  }
  return (first + second + third) / voices;
}

/** Leaves only the readers of one floor in the window, in the same order. */
export function keepFloor(floorOfReader: ArrayLike<number>, window: LevelWindow, floor: number): void {
  let kept = 0;
  for (let slot = 0; slot < window.count; slot++) {
    if (floorOfReader[window.readers[slot]] !== floor) continue;
    window.readers[kept] = window.readers[slot];
    window.levelsDbm[kept] = window.levelsDbm[slot];
    window.packets[kept] = window.packets[slot];
    kept++;
  }
  window.count = kept;
}
