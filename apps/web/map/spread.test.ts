import { describe, expect, it } from 'vitest';
import { isSpread } from './spread.js';

const room = [
  [0, 0],
  [4, 0],
  [4, 6],
  [0, 6],
] as [number, number][];
const place = (radius90M: number, ...chances: number[]) => ({
  radius90M,
  ambiguous: false,
  zones: chances.map((probability) => ({ probability })),
});

describe('whether a place is an area and no point', () => {
  it('is a point where one room is likely and as large as the circle', () => {
    expect(isSpread(place(3, 0.8, 0.2), room)).toBe(false);
    expect(isSpread(place(3), room)).toBe(false);
  });

  it('is an area where two places fit', () => {
    expect(isSpread({ ...place(1, 0.95), ambiguous: true }, room)).toBe(true);
  });

  it('is an area where no room is likely enough', () => {
    expect(isSpread(place(3, 0.5, 0.4), room)).toBe(true);
  });

  it('is an area where the circle is larger than the room, or wide outside of all rooms', () => {
    expect(isSpread(place(6.1, 0.9), room)).toBe(true);
    expect(isSpread(place(6.1), null)).toBe(false);
    expect(isSpread(place(8.1), null)).toBe(true);
  });
});
