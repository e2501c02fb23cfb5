import { describe, expect, it } from 'vitest';
import { markerRadius } from './marker-radius.js';

const screen = 1440 * 900;

describe('size of markers', () => {
  it('grows with the scale from a dot to a lettered sign', () => {
    expect(markerRadius(2, 150, screen)).toBe(4);
    expect(markerRadius(18, 150, screen)).toBe(8.5);
    expect(markerRadius(80, 150, screen)).toBe(11);
  });

  it('shrinks to dots where ten thousand stand in view', () => {
    expect(markerRadius(18, 10_000, screen)).toBe(5);
    expect(markerRadius(18, 50_000, screen)).toBe(4);
  });
});
