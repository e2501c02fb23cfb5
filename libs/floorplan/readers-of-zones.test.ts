import { describe, expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import { readersOfZones } from './readers-of-zones.js';

const room = (id: number, minX: number): { id: number; polygon: Point[] } => ({
  id,
  polygon: [
    [minX, 0],
    [minX + 5, 0],
    [minX + 5, 5],
    [minX, 5],
  ],
});

describe('the readers of a zone', () => {
  it('are those in it and within twelve metres of its walls, nearest first', () => {
    const readers = [
      { id: 1, x: 22, y: 2 },
      { id: 2, x: 2, y: 2 },
      { id: 3, x: 16, y: 2 },
    ];
    expect(readersOfZones([room(7, 0), room(8, 10)], readers)).toEqual(
      new Map([
        [7, [2, 3]],
        [8, [3, 1, 2]],
      ]),
    );
  });

  it('are at least the nearest one, however far away it hangs', () => {
    const far = [
      { id: 1, x: 90, y: 2 },
      { id: 2, x: 80, y: 2 },
    ];
    expect(readersOfZones([room(7, 0)], far)).toEqual(new Map([[7, [2]]]));
    expect(readersOfZones([room(7, 0)], [])).toEqual(new Map([[7, []]]));
  });
});
