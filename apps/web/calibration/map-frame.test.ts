import { describe, expect, it } from 'vitest';
import { frameOf } from './map-frame.js';

const floor = { minX: 0, minY: 0, maxX: 70, maxY: 40 };
const phone = { width: 300, height: 320 };

describe('what the map shows of a proposed place', () => {
  it('is the whole floor on a wide screen', () => {
    expect(frameOf(floor, { x: 10, y: 10 }, null, { width: 950, height: 740 }).center).toBeNull();
  });

  it('is the place and the way there on a phone', () => {
    const { center, pixelsPerMetre } = frameOf(floor, { x: 20, y: 20 }, { x: 40, y: 20 }, phone);
    expect(center).toEqual({ x: 25.5, y: 20 });
    expect(pixelsPerMetre).toBeCloseTo(300 / 29);
  });

  it('is only the place when the way is too long to tell rooms apart', () => {
    const { center, pixelsPerMetre } = frameOf(floor, { x: 5, y: 5 }, { x: 68, y: 5 }, phone);
    expect(center).toEqual({ x: 5, y: 5 });
    expect(pixelsPerMetre).toBeCloseTo(300 / 18);
  });
});
