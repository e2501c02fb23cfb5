import { describe, expect, it } from 'vitest';
import { decideFloor } from './decide-floor.js';
import { floorReaders } from './floor-levels.js';
import { toldFloor } from './told-floor.js';

const readers = floorReaders([1, 1, 1, 2, 2, 2]);
const heardOn = (floor: number) => ({
  count: 3,
  readers: floor === 1 ? [0, 1, 2] : [3, 4, 5],
  levelsDbm: [-60, -62, -64],
  packets: [1, 1, 1],
});

describe('a told floor', () => {
  it('begins a tag that was never heard, and decides over levels of another floor', () => {
    expect(toldFloor(null, 2, 1000)).toMatchObject({ floorId: 2, challenger: -1, atMs: 1000 });
    const heard = decideFloor(null, readers, heardOn(1), 1000, 'unknown', false);
    expect(toldFloor(heard, 2, 2000).floorId).toBe(2);
    expect(toldFloor(heard, 1, 2000)).toBe(heard);
  });

  it('must be disproved like any other once only levels are heard', () => {
    const heard = decideFloor(null, readers, heardOn(1), 1000, 'unknown', false);
    let state = toldFloor(heard, 2, 2000);
    const floors: number[] = [];
    for (let second = 3; second < 40; second++)
      floors.push((state = decideFloor(state, readers, heardOn(1), second * 1000, 'unknown', false)).floorId);
    expect(floors[0]).toBe(2);
    expect(floors.at(-1)).toBe(1);
  });
});
