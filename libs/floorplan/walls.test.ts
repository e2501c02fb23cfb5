import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import { segmentsCross, wallsBetween } from './walls.js';

const coordinate = fc.integer({ min: -20, max: 20 });
const point = fc.tuple(coordinate, coordinate) as fc.Arbitrary<Point>;

describe('segmentsCross', () => {
  it('sees a line through a wall and a line that ends before it', () => {
    expect(segmentsCross([0, 0], [10, 0], [5, -1], [5, 1])).toBe(true);
    expect(segmentsCross([0, 0], [4, 0], [5, -1], [5, 1])).toBe(false);
    expect(segmentsCross([0, 0], [10, 0], [5, 1], [5, 3])).toBe(false);
  });

  it('is the same the other way round, away from touching ends', () => {
    fc.assert(
      fc.property(point, point, point, point, (a, b, c, d) => {
        const side = (p: Point, q: Point, r: Point) => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
        fc.pre([side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)].every((value) => value !== 0));
        const crosses = segmentsCross(a, b, c, d);
        expect(segmentsCross(b, a, c, d)).toBe(crosses);
        expect(segmentsCross(c, d, a, b)).toBe(crosses);
      }),
    );
  });
});

describe('wallsBetween', () => {
  const room = [
    {
      points: [
        [0, 0],
        [4, 0],
        [4, 4],
        [0, 4],
        [0, 0],
      ] as Point[],
      lossDb: 5,
    },
    {
      points: [
        [8, -5],
        [8, 5],
      ] as Point[],
    },
  ];

  it('adds up the losses, with the usual loss where a wall has none of its own', () => {
    expect(wallsBetween([2, 2], [10, 2], room, 3)).toEqual({ crossings: 2, lossDb: 8 });
    expect(wallsBetween([-2, 2], [10, 2], room, 3)).toEqual({ crossings: 3, lossDb: 13 });
    expect(wallsBetween([5, 2], [7, 2], room, 3)).toEqual({ crossings: 0, lossDb: 0 });
  });

  it('counts a wall once where two of its segments meet in the line of sight', () => {
    const bent = [
      {
        points: [
          [5, -3],
          [5, 0],
          [5, 3],
        ] as Point[],
      },
    ];
    expect(wallsBetween([0, 0], [10, 0], bent, 4)).toEqual({ crossings: 1, lossDb: 4 });
  });

  it('crosses a closed wall an even number of times between two places outside', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (ay, by) => {
        const { crossings } = wallsBetween([-7, ay + 0.3], [7, by + 0.7], [room[0]], 1);
        expect(crossings % 2).toBe(0);
      }),
    );
  });
});
