import { describe, expect, it } from 'vitest';
import { busFixOf, busFixSchema, type ToldPosition } from './bus.js';
import { chancesOf } from './live.js';

const position: ToldPosition = {
  tagId: 5,
  floorId: 2,
  x: 1.23456,
  y: 7,
  radius90M: 2.345,
  zoneId: null,
  zones: [],
  ambiguous: false,
  observedAt: 1_750_000_000_123,
  reportingIntervalMs: null,
  method: 'grid',
};

describe('a fix on the bus', () => {
  it('is rounded to centimetres, and 0 stands for what is not known', () => {
    expect(busFixSchema.parse(busFixOf(position))).toEqual([5, 2, 1.23, 7, 2.35, 0, 1_750_000_000_123, 3, 0, 0]);
  });

  it("carries at most six zones, none below one per cent, and the tag's rhythm to a tenth of a second", () => {
    const zones = [0.5, 0.2, 0.1, 0.05, 0.04, 0.03, 0.02].map((probability, index) => ({
      zoneId: index + 1,
      probability,
    }));
    const fix = busFixSchema.parse(
      busFixOf({ ...position, zoneId: 1, zones, ambiguous: true, reportingIntervalMs: 5234 }),
    );
    expect(fix.slice(5)).toEqual([1, 1_750_000_000_123, 3, 5200, 1, 1, 50, 2, 20, 3, 10, 4, 5, 5, 4, 6, 3]);
    expect(chancesOf(fix.slice(10)).map(({ probability }) => probability)).toEqual([0.5, 0.2, 0.1, 0.05, 0.04, 0.03]);
    expect(busFixOf({ ...position, zones: [{ zoneId: 9, probability: 0.004 }] })).toHaveLength(10);
  });
});
