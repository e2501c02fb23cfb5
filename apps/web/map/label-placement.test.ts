import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels, type LabelWish } from './label-placement.js';

const wish = (id: number, x: number, y: number, priority = 1): LabelWish => ({
  id,
  x,
  y,
  markerRadius: 8,
  width: 80,
  height: 14,
  priority,
});

describe('places for names', () => {
  it('puts a lone name to the right of its marker', () => {
    expect(placeLabels([wish(1, 100, 100)])).toEqual([{ id: 1, side: 'right', left: 111, top: 93 }]);
  });

  it('moves a name to the other side when a marker stands on the right', () => {
    const placed = placeLabels([wish(1, 100, 100), wish(2, 130, 100)]);
    expect(placed.find((label) => label.id === 1)?.side).toBe('left');
    expect(placed.find((label) => label.id === 2)?.side).toBe('right');
  });

  it('keeps the side a name had before while it is free', () => {
    expect(placeLabels([wish(1, 100, 100)], new Map([[1, 'above']]))[0].side).toBe('above');
  });

  it('never lets two names, or a name and a foreign marker, cover each other', () => {
    const wishes = fc.uniqueArray(
      fc.record({ id: fc.nat(500), x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) }),
      { selector: (entry) => entry.id, maxLength: 40 },
    );
    fc.assert(
      fc.property(wishes, (entries) => {
        const all = entries.map(({ id, x, y }) => wish(id, x, y));
        const boxes = placeLabels(all).map(({ id, left, top }) => ({
          id,
          left,
          top,
          right: left + 80,
          bottom: top + 14,
        }));
        const markers = all.map(({ id, x, y }) => ({ id, left: x - 8, top: y - 8, right: x + 8, bottom: y + 8 }));
        for (const a of boxes)
          for (const b of [...boxes, ...markers])
            if (a.id !== b.id)
              expect(a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top).toBe(false);
      }),
    );
  });

  it('always names the selected marker', () => {
    const crowd = Array.from({ length: 60 }, (_, index) =>
      wish(index, 100 + (index % 8) * 12, 100 + (index >> 3) * 12),
    );
    crowd[27].priority = Infinity;
    expect(placeLabels(crowd).some((label) => label.id === 27)).toBe(true);
  });
});
