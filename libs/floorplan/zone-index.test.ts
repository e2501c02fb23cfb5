import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Point } from '#contracts/geometry';
import { pointInPolygon, polygonArea } from './polygon.js';
import { ZoneIndex } from './zone-index.js';

function rectangle(x: number, y: number, width: number, height: number): Point[] {
  return [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ];
}

describe('ZoneIndex', () => {
  const index = new ZoneIndex([
    { id: 7, polygon: rectangle(0, 0, 20, 10) },
    { id: 8, polygon: rectangle(2, 2, 3, 3) },
    { id: 9, polygon: rectangle(20, 0, 10, 10) },
  ]);

  it('finds the smallest zone where zones overlap', () => {
    expect(index.zoneAt(3, 3)).toBe(1);
    expect(index.zoneAt(10, 5)).toBe(0);
    expect(index.zoneAt(25, 5)).toBe(2);
  });

  it('answers -1 outside all zones', () => {
    expect(index.zoneAt(10, 10.5)).toBe(-1);
    expect(new ZoneIndex([]).zoneAt(0, 0)).toBe(-1);
  });

  it('agrees with looking through all zones', () => {
    const zone = fc
      .tuple(fc.nat(40), fc.nat(40), fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 15 }))
      .map(([x, y, width, height]) => rectangle(x, y, width, height));
    fc.assert(
      fc.property(fc.array(zone, { maxLength: 12 }), fc.nat(60), fc.nat(60), (polygons, x, y) => {
        const found = new ZoneIndex(polygons.map((polygon, id) => ({ id, polygon }))).zoneAt(x, y);
        const holding = polygons.filter((polygon) => pointInPolygon(x, y, polygon));
        if (holding.length === 0) expect(found).toBe(-1);
        else expect(polygonArea(polygons[found])).toBe(Math.min(...holding.map(polygonArea)));
      }),
    );
  });
});
