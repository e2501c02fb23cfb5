import { describe, expect, it } from 'vitest';
import { markerRadius } from './marker-radius.js';

describe('size of markers', () => {
  it('grows with the scale, and always leaves room for the picture of the type', () => {
    expect(markerRadius(2)).toBe(7);
    expect(markerRadius(18)).toBe(9.5);
    expect(markerRadius(80)).toBe(11);
  });
});
