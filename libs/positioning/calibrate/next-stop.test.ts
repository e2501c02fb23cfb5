import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointInPolygon } from '#floorplan/polygon';
import { gridOf, mapsOf } from './calibration-floor.js';
import { adviseNextStop } from './next-stop.js';
import { somePlace, ward } from './ward-for-tests.js';

const { maps } = mapsOf(ward, gridOf(ward), null);
const places = (count: number) => Array.from({ length: count }, (_, k) => somePlace(k)).map(([x, y]) => ({ x, y }));

describe('the advice for the next stop', { timeout: 60_000 }, () => {
  it('goes away from the stops that were made', () => {
    const west = places(40).filter(({ x }) => x < 11);
    const { next } = adviseNextStop(ward, maps, west);
    expect(next).toMatchObject({ zoneId: 9 });
    expect(next!.x).toBeGreaterThan(13);
  });

  it('leaves out rooms that cannot be entered, and has nothing to say when none is left', () => {
    expect(adviseNextStop(ward, maps, [], new Set([7])).next?.zoneId).toBe(9);
    expect(adviseNextStop(ward, maps, [], new Set([7, 9])).next).toBeNull();
    expect(adviseNextStop({ ...ward, zones: [] }, maps, []).next).toBeNull();
  });

  it('proposes a lift only when nothing else is left', () => {
    const zones = ward.zones.map((zone) => (zone.id === 9 ? { ...zone, kind: 'lift' } : zone));
    const west = places(20).filter(({ x }) => x < 12);
    expect(adviseNextStop({ ...ward, zones }, maps, west).next?.zoneId).toBe(7);
    expect(adviseNextStop({ ...ward, zones }, maps, [], new Set([7])).next?.zoneId).toBe(9);
  });

  it('followed again and again makes more of the map known each time, sooner than chance does', () => {
    const stops: { x: number; y: number }[] = [];
    let known = 0;
    for (let k = 0; k < 10; k++) {
      const { next, knownShare } = adviseNextStop(ward, maps, stops);
      expect(knownShare).toBeGreaterThanOrEqual(known);
      known = knownShare;
      stops.push(next!);
    }
    const byAdvice = adviseNextStop(ward, maps, stops);
    expect(byAdvice.knownShare).toBeGreaterThan(adviseNextStop(ward, maps, places(10)).knownShare);
    expect(byAdvice.worthwhileStops).toBeGreaterThanOrEqual(10);
    expect(byAdvice.worthwhileStops).toBeLessThanOrEqual(40);
  });

  it('lies inside the zone it names, and never knows less than nothing or more than all', () => {
    const place = fc.record({
      x: fc.double({ min: 0, max: 24, noNaN: true }),
      y: fc.double({ min: 0, max: 16, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 12 }), (stops) => {
        const { next, knownShare } = adviseNextStop(ward, maps, stops);
        const zone = ward.zones.find(({ id }) => id === next!.zoneId)!;
        expect(pointInPolygon(next!.x, next!.y, zone.polygon)).toBe(true);
        expect(knownShare).toBeGreaterThanOrEqual(-1e-9);
        expect(knownShare).toBeLessThan(1);
      }),
      { numRuns: 8 },
    );
  });
});
