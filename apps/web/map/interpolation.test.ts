import { describe, expect, it } from 'vitest';
import { glideFrom, glideShare, isGliding } from './interpolation.js';

const glide = { fromX: 2, fromY: 4, x: 6, y: 4, movedAtMs: 10_000 };

describe('the glide of a marker', () => {
  it('is half done after half a second and rests after one second', () => {
    expect(glideShare(glide, 10_500)).toBeCloseTo(0.5);
    expect(isGliding(glide, 10_999)).toBe(true);
    expect(isGliding(glide, 11_000)).toBe(false);
  });

  it('does not run backwards when the clock does', () => {
    expect(glideShare(glide, 9_000)).toBe(0);
  });

  it('goes on from where the marker stands when the next fix comes early', () => {
    expect(glideFrom(glide, 6, 8, 10_250)).toEqual([3, 4]);
  });

  it('jumps when the way is longer than anything could walk in a second', () => {
    expect(glideFrom(glide, 40, 4, 11_000)).toEqual([40, 4]);
  });
});
