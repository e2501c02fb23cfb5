import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadCursor, cursorOf, readCursor } from './keyset-cursor.js';

describe('the cursor of a list', () => {
  it('comes back as it was made, whatever the row is called', () => {
    const name = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 2 ** 31 - 1 }), (value, id) => {
        expect(readCursor(cursorOf('name', value, id), 'name')).toEqual({ value, id });
      }),
    );
  });

  it('of another order, or invented, is refused', () => {
    expect(() => readCursor(cursorOf('name', 'Pump', 4), 'number')).toThrow(BadCursor);
    for (const text of ['', '50', 'bm90IGpzb24', cursorOf('name', 'a\0b', 1), cursorOf('name', 'a', 2 ** 40)])
      expect(() => readCursor(text, 'name')).toThrow(BadCursor);
  });
});
