import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearLeastSquares, nearestNeighbours, scaleFreeFit } from './baselines.js';
import { nelderMead } from './nelder-mead.js';
import { seededRandom } from './seeded-random.js';

const area = { minX: 0, minY: 0, maxX: 20, maxY: 10 };
const readers = [
  [1, 1],
  [19, 2],
  [2, 9],
  [18, 9],
  [10, 5],
];
const ranged = (x: number, y: number, factor = 1) =>
  readers.map(([rx, ry]) => ({ x: rx, y: ry, rangeM: factor * Math.hypot(x - rx, y - ry) }));
const inside = [fc.double({ min: 2, max: 18, noNaN: true }), fc.double({ min: 2, max: 8, noNaN: true })] as const;

describe('baselines', () => {
  it('linear least squares is exact with exact ranges', () => {
    fc.assert(
      fc.property(...inside, (x, y) => {
        const place = linearLeastSquares(ranged(x, y), area);
        expect(Math.hypot(place.x - x, place.y - y)).toBeLessThan(1e-6);
      }),
    );
  });

  it('the scale-free fit does not mind ranges that are all a fifth too long', () => {
    const place = scaleFreeFit(ranged(7, 4, 1.2), area);
    expect(Math.hypot(place.x - 7, place.y - 4)).toBeLessThan(1);
  });

  it('the nearest neighbours of a surveyed place are that place', () => {
    const prints = [2, 6, 10, 14].map((x) => ({ x, y: 5, levelsDbm: Float64Array.from([-60 - x, -80 + x]) }));
    const place = nearestNeighbours(prints, Float64Array.from([-66, -74]), 3);
    expect(place.x).toBeCloseTo(6, 0);
    expect(place.y).toBe(5);
  });
});

describe('nelderMead', () => {
  it('finds the bottom of the banana', () => {
    const [x, y] = nelderMead(([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1, 1], [0.5, 0.5], 500, 1e-12);
    expect(x).toBeCloseTo(1, 3);
    expect(y).toBeCloseTo(1, 3);
  });
});

describe('seededRandom', () => {
  it('repeats itself for the same seed and is even', () => {
    const a = seededRandom(7);
    const b = seededRandom(7);
    const numbers = Array.from({ length: 1000 }, () => a());
    expect(numbers.slice(0, 5)).toEqual([b(), b(), b(), b(), b()]);
    expect(numbers.reduce((sum, n) => sum + n, 0) / 1000).toBeCloseTo(0.5, 1);
  });
});
