import fc from 'fast-check';
import { expect, it } from 'vitest';
import { thinTrail } from './thin-trail.js';

const trails = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 50 }),
    y: fc.constant(1),
    floorId: fc.integer({ min: 1, max: 2 }),
    zoneId: fc.option(fc.integer({ min: 1, max: 3 })),
    afterSilence: fc.boolean(),
  }),
  { maxLength: 200 },
);
type Zones = { floorId: number; zoneId: number | null }[];
const zonesInTurn = (points: Zones) =>
  points
    .map(({ floorId, zoneId }) => `${floorId}/${zoneId}`)
    .filter((zone, index, all) => index === 0 || zone !== all[index - 1]);

it('keeps every change of zone and floor, both ends of every silence, the first and the last point, and the order', () => {
  fc.assert(
    fc.property(trails, fc.integer({ min: 1, max: 60 }), (points, most) => {
      const kept = thinTrail(points, most);
      expect(zonesInTurn(kept)).toEqual(zonesInTurn(points));
      const silences = points.flatMap((point, index) =>
        point.afterSilence ? points.slice(Math.max(0, index - 1), index + 1) : [],
      );
      expect(kept).toEqual(expect.arrayContaining(silences));
      expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
      expect(kept.map((point) => points.indexOf(point))).toEqual(
        kept.map((point) => points.indexOf(point)).sort((a, b) => a - b),
      );
    }),
  );
});

it('leaves as many as are wanted when there are few changes, evenly along the way', () => {
  const points = Array.from({ length: 1000 }, (_, x) => ({
    x,
    y: 0,
    floorId: 1,
    zoneId: x < 500 ? 1 : 2,
    afterSilence: false,
  }));
  const kept = thinTrail(points, 100);
  expect(kept).toHaveLength(100);
  const gaps = kept.slice(1).map(({ x }, index) => x - kept[index].x);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(12);
  expect(kept.map(({ x }) => x)).toEqual(expect.arrayContaining([0, 499, 500, 999]));
});

it('leaves a short trail alone', () => {
  const points = [{ x: 1, y: 1, floorId: 1, zoneId: null, afterSilence: false }];
  expect(thinTrail(points, 2000)).toEqual(points);
  expect(thinTrail([], 2000)).toEqual([]);
});
