import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseFloor, keepFloor } from './choose-floor.js';
import { createWindow } from './window.js';

/** Readers 0-4 on floor 0, 5-9 on floor 1, 10-14 on floor 2. */
const floorOfReader = Int32Array.from({ length: 15 }, (_, reader) => Math.floor(reader / 5));

function windowWith(levels: Record<number, number>) {
  const window = createWindow();
  for (const [reader, level] of Object.entries(levels)) {
    window.readers[window.count] = Number(reader);
    window.levelsDbm[window.count] = level;
    window.packets[window.count++] = 1;
  }
  return window;
}

describe('chooseFloor', () => {
  it('takes the floor that hears the tag best', () => {
    const window = windowWith({ 0: -88, 1: -90, 5: -70, 6: -75, 7: -80, 10: -92 });
    expect(chooseFloor(floorOfReader, window, -1)).toBe(1);
    expect(chooseFloor(floorOfReader, window, 0)).toBe(1);
  });

  it('is not misled by one loud reader below a hole in the slab', () => {
    expect(chooseFloor(floorOfReader, windowWith({ 0: -68, 5: -70, 6: -72, 7: -74 }), -1)).toBe(1);
  });

  it('keeps the tag where it was while the evidence is even', () => {
    const window = windowWith({ 0: -75, 1: -80, 2: -82, 5: -74, 6: -78, 7: -81 });
    expect(chooseFloor(floorOfReader, window, 0)).toBe(0);
    expect(chooseFloor(floorOfReader, window, 1)).toBe(1);
  });

  it('leaves a floor whose readers hear nothing any more', () => {
    expect(chooseFloor(floorOfReader, windowWith({ 10: -85 }), 0)).toBe(2);
  });

  it('does not depend on the order of the readers', () => {
    const levels = fc.array(fc.integer({ min: -110, max: -40 }), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(
        levels,
        fc.integer({ min: -1, max: 2 }),
        fc.shuffledSubarray([...floorOfReader.keys()], { minLength: 1 }),
        (level, previous, order) => {
          const fill = (readers: number[]) => {
            const window = createWindow();
            for (const reader of readers) {
              window.readers[window.count] = reader;
              window.levelsDbm[window.count++] = level[reader];
            }
            return chooseFloor(floorOfReader, window, previous);
          };
          expect(fill([...order].sort((a, b) => a - b))).toBe(fill(order));
        },
      ),
    );
  });

  it('refuses to choose from nothing', () => {
    expect(() => chooseFloor(floorOfReader, createWindow(), 1)).toThrow('at least one reader');
  });
});

describe('keepFloor', () => {
  it('leaves the readers of one floor, in their order', () => {
    const window = windowWith({ 0: -88, 5: -70, 6: -75, 10: -92 });
    keepFloor(floorOfReader, window, 1);
    expect(Array.from(window.readers.subarray(0, window.count))).toEqual([5, 6]);
    expect(Array.from(window.levelsDbm.subarray(0, window.count))).toEqual([-70, -75]);
  });
});
