import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metresToPixels, pixelsToMetres } from './plan-pixels.js';

const bounds = { minX: -5, minY: 2, maxX: 65, maxY: 44 };

describe('metres and pixels of the plan', () => {
  it('put the upper left corner of the bounds at pixel 0, 0', () => {
    expect(metresToPixels([-5, 44], bounds, 20)).toEqual([0, 0]);
    expect(metresToPixels([65, 2], bounds, 20)).toEqual([1400, 840]);
  });

  it('lead back to where one came from', () => {
    const metre = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(metre, metre, fc.integer({ min: 1, max: 200 }), (x, y, scale) => {
        const [backX, backY] = pixelsToMetres(metresToPixels([x, y], bounds, scale), bounds, scale);
        expect(backX).toBeCloseTo(x, 9);
        expect(backY).toBeCloseTo(y, 9);
      }),
    );
  });
});
