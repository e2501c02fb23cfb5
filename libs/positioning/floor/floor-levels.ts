import type { HeardLevels } from '../grid/likelihood.js';

/** So many of a floor's strongest readers speak for it; measured: 3 strongest named the floor right every time. */
const voices = 3;
/** A reader that heard nothing counts as if it had heard this: about where receivers stop hearing, dBm. */
export const silentDbm = -100;

/** Which floor each reader of the table is on, and how many readers a floor has. */
export interface FloorReaders {
  floorOfReader: ArrayLike<number>;
  readersOnFloor: ReadonlyMap<number, number>;
}

/** Counts the readers of each floor. */
export function floorReaders(floorOfReader: ArrayLike<number>): FloorReaders {
  const readersOnFloor = new Map<number, number>();
  for (let reader = 0; reader < floorOfReader.length; reader++)
    readersOnFloor.set(floorOfReader[reader], (readersOnFloor.get(floorOfReader[reader]) ?? 0) + 1);
  return { floorOfReader, readersOnFloor };
}

/**
 * How well each floor hears a tag, dBm, by floor id: the mean of its three strongest readers (of fewer where it has
 * fewer). A slab costs 15-20 dB, so the floor with the highest level is the tag's. Floors that hear nothing are left out.
 */
export function floorLevels({ floorOfReader, readersOnFloor }: FloorReaders, heard: HeardLevels): Map<number, number> {
  const strongest = new Map<number, number[]>();
  for (let slot = 0; slot < heard.count; slot++) {
    const floor = floorOfReader[heard.readers[slot]];
    const levels = strongest.get(floor);
    const level = Math.max(silentDbm, heard.levelsDbm[slot]);
    if (levels) levels.push(level);
    else strongest.set(floor, [level]);
  }
  const means = new Map<number, number>();
  for (const [floor, levels] of strongest) {
    levels.sort((a, b) => b - a);
    const counted = Math.max(1, Math.min(voices, readersOnFloor.get(floor) ?? voices));
    let sum = 0;
    for (let voice = 0; voice < counted; voice++) sum += levels[voice] ?? silentDbm;
    means.set(floor, sum / counted);
  }
  return means;
}
