import { describe, expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import { linesThatFit, zoneLabels } from './zone-labels.js';

const corridor: Point[] = [
  [0, 0],
  [30, 0],
  [30, 3],
  [0, 3],
];
const tenPixelsALetter = (text: string) => text.length * 10;

describe('names of zones', () => {
  it('use the whole width of a flat zone, not only the circle that fits', () => {
    const [label] = zoneLabels([{ id: 1, name: 'Corridor', polygon: corridor }]);
    expect(label.widthM).toBeCloseTo(30);
    expect(label.x).toBeCloseTo(15);
    expect(label.heightM).toBeCloseTo(3, 0);
  });

  it('stand inside a bent zone', () => {
    const bent: Point[] = [
      [0, 0],
      [20, 0],
      [20, 4],
      [4, 4],
      [4, 20],
      [0, 20],
    ];
    const [label] = zoneLabels([{ id: 1, name: 'Ward', polygon: bent }]);
    expect(label.x < 4.5 || label.y < 4.5).toBe(true);
  });

  it('are left out where they do not fit, and broken where two lines fit', () => {
    const [label] = zoneLabels([{ id: 1, name: 'Clean utility', polygon: corridor.map(([x, y]) => [x / 5, y]) }]);
    expect(linesThatFit(label, 40, 14, tenPixelsALetter)).toEqual(['Clean utility']);
    expect(linesThatFit(label, 15, 14, tenPixelsALetter)).toEqual(['Clean', 'utility']);
    expect(linesThatFit(label, 4, 14, tenPixelsALetter)).toEqual([]);
  });
});
