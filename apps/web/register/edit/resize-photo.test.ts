import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingSize } from './resize-photo.js';

describe('the size of a photo', () => {
  it('is at most 1600 on its longest side, never larger than it was, and keeps its shape', () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const fitting = fittingSize(width, height);
        expect(Math.max(fitting.width, fitting.height)).toBeLessThanOrEqual(1600);
        expect(fitting.width).toBeLessThanOrEqual(width);
        expect(fitting.height).toBeLessThanOrEqual(height);
        const scale = Math.min(1, 1600 / Math.max(width, height));
        expect(Math.abs(fitting.width - width * scale)).toBeLessThanOrEqual(1);
        expect(Math.abs(fitting.height - height * scale)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('of a phone: 4032 by 3024 becomes 1600 by 1200', () => {
    expect(fittingSize(4032, 3024)).toEqual({ width: 1600, height: 1200 });
  });
});
