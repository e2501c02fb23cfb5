import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import { distanceToBoundary } from './polygon.js';
import { poleOfInaccessibility } from './pole-of-inaccessibility.js';

describe('poleOfInaccessibility', () => {
  it('is the middle of a square', () => {
    const pole = poleOfInaccessibility([
      [0, 0],
      [6, 0],
      [6, 6],
      [0, 6],
    ]);
    expect(pole).toEqual({ x: 3, y: 3, distanceM: 3 });
  });

  it('lies in the wide part of an L-shaped ward, where its centroid may be outside', () => {
    const ward: Point[] = [
      [0, 0],
      [30, 0],
      [30, 2],
      [6, 2],
      [6, 8],
      [0, 8],
    ];
    const { x, y, distanceM } = poleOfInaccessibility(ward, 0.01);
    expect(distanceM).toBeGreaterThan(2.98);
    expect(x).toBeCloseTo(3, 0);
    expect(y).toBeGreaterThan(2.9);
  });

  it('answers a place for a polygon without area', () => {
    expect(
      poleOfInaccessibility([
        [1, 1],
        [4, 1],
        [7, 1],
      ]),
    ).toEqual({ x: 4, y: 1, distanceM: 0 });
  });

  it('is at least as far from the boundary as any place tried at random, within the precision', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, unit, (a, b, u, v) => {
        const arm: Point[] = [
          [0, 0],
          [20, 0],
          [20, 3 + 5 * a],
          [4 + 6 * b, 3 + 5 * a],
          [4 + 6 * b, 15],
          [0, 15],
        ];
        const { x, y, distanceM } = poleOfInaccessibility(arm, 0.05);
        expect(distanceToBoundary(x, y, arm)).toBeCloseTo(distanceM, 9);
        expect(distanceM + 0.05).toBeGreaterThanOrEqual(distanceToBoundary(20 * u, 15 * v, arm));
      }),
    );
  });
});
