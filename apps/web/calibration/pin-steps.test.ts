import { describe, expect, it } from 'vitest';
import { keptOnFloor, movedByKey, sameSpot } from './pin-steps.js';

const bounds = { minX: 0, minY: 0, maxX: 20, maxY: 10 };

describe('moving the pin by keys', () => {
  it('goes half a metre a press, two metres with Shift, and up is up on the map', () => {
    expect(movedByKey({ x: 5, y: 5 }, 'ArrowUp', false, bounds)).toEqual({ x: 5, y: 5.5 });
    expect(movedByKey({ x: 5, y: 5 }, 'ArrowLeft', true, bounds)).toEqual({ x: 3, y: 5 });
  });

  it('leaves other keys alone', () => {
    expect(movedByKey({ x: 5, y: 5 }, 'Enter', false, bounds)).toBeNull();
  });

  it('keeps the pin on the floor', () => {
    expect(movedByKey({ x: 19.8, y: 5 }, 'ArrowRight', false, bounds)).toEqual({ x: 20, y: 5 });
    expect(keptOnFloor({ x: -3, y: 12.345 }, bounds)).toEqual({ x: 0, y: 10 });
  });

  it('takes a pin that hardly moved for where it was', () => {
    expect(sameSpot({ x: 1, y: 1 }, { x: 1.1, y: 1.1 })).toBe(true);
    expect(sameSpot({ x: 1, y: 1 }, { x: 1.5, y: 1 })).toBe(false);
  });
});
