import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { floorplanSchema } from '#contracts/floorplan';
import { readingSchema, type Reading } from '#contracts/readings';
import { demoFloors, floorplanOf } from './hospital/demo-hospital.js';
import { createWorld, demoBuilding, movingCount, placeAt, stepWorld, type Truth } from './world.js';

const startMs = Date.UTC(2026, 2, 2, 8);
const minute = 60_000;
const building = demoBuilding();

function runFor(seed: number, assets: number, lengthMs: number, stepMs: number) {
  const world = createWorld({ seed, assets, startMs }, building);
  const readings: Reading[] = [];
  const truth: Truth[] = [];
  for (let at = startMs + stepMs; at <= startMs + lengthMs; at += stepMs) {
    const step = stepWorld(world, at);
    for (const reading of step.readings) readings.push(reading);
    for (const line of step.truth) truth.push(line);
  }
  return { world, readings, truth };
}

// Half an hour of a hospital takes a second of computing; a busy machine may need several.
describe('the simulated world', { timeout: 60_000 }, () => {
  it('says the same again for the same seed, however its time is cut into steps', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.constantFrom(250, 1000, 6000), (seed, stepMs) => {
        const one = runFor(seed, 12, 2 * minute, stepMs);
        const other = runFor(seed, 12, 2 * minute, 2 * minute);
        expect(other.readings).toEqual(one.readings);
        expect(other.truth).toEqual(one.truth);
      }),
      { numRuns: 12 },
    );
  });

  it('says something else for another seed', () => {
    expect(runFor(1, 10, minute, minute).readings).not.toEqual(runFor(2, 10, minute, minute).readings);
  });

  it('gives readings in order of time that the ingest accepts', () => {
    const { readings } = runFor(4, 60, minute, 300);
    expect(readings.length).toBeGreaterThan(1000);
    readings.forEach((reading, index) => {
      expect(readingSchema.safeParse(reading).success).toBe(true);
      if (index > 0) expect(reading.observedAt).toBeGreaterThanOrEqual(readings[index - 1].observedAt);
    });
  });

  it('keeps every asset within the room that the truth names, and lets none pass a wall', () => {
    const rooms = new Map(
      demoFloors().flatMap((floor) => floorplanSchema.parse(floorplanOf(floor)).zones.map((zone) => [zone.key, zone])),
    );
    const { truth } = runFor(9, 120, 10 * minute, minute);
    // In a doorway one stands between two rooms: half of the thickest wall, and a little way to the side.
    const doorway = 0.26;
    const outside = truth.filter(({ room, x, y }) => {
      const polygon = rooms.get(room)!.polygon;
      const [[left, low], , [right, high]] = polygon;
      return x < left - doorway || x > right + doorway || y < low - doorway || y > high + doorway;
    });
    expect(truth.length).toBeGreaterThan(10_000);
    expect(outside).toEqual([]);
  });

  it('changes floors only in lifts and on stairs, and never faster than people walk', () => {
    const { truth } = runFor(21, 120, 12 * minute, minute);
    const last = new Map<string, Truth>();
    let changes = 0;
    const wrong: [Truth, Truth][] = [];
    for (const now of truth) {
      const before = last.get(now.tag);
      last.set(now.tag, now);
      if (!before) continue;
      const seconds = (now.t_ms - before.t_ms) / 1000;
      const tooFast = Math.hypot(now.x - before.x, now.y - before.y) > 1.4 * seconds + 0.1;
      const inShaft = /(lift|stairs)\S* \S*(lift-\d|stairs)/.test(`${before.room} ${now.room}`);
      if (before.floor !== now.floor) changes++;
      if (tooFast || (before.floor !== now.floor && !inShaft)) wrong.push([before, now]);
    }
    expect(wrong).toEqual([]);
    expect(changes).toBeGreaterThan(10);
  });

  it('keeps five to eight of a hundred assets on their way', () => {
    const world = createWorld({ seed: 2, assets: 200, startMs }, building);
    let sum = 0;
    const samples = 30;
    for (let sample = 1; sample <= samples; sample++) {
      stepWorld(world, startMs + sample * minute);
      sum += movingCount(world) / world.assets.length;
    }
    expect(sum / samples).toBeGreaterThan(0.05);
    expect(sum / samples).toBeLessThan(0.08);
  });

  it('lets no two assets stand on one spot', () => {
    const { world } = runFor(5, 400, 4 * minute, 4 * minute);
    const spots = world.assets.filter((asset) => asset.spot !== null).map((asset) => asset.spot);
    expect(new Set(spots).size).toBe(spots.length);
    expect(spots.length).toBeGreaterThan(350);
    expect(world.assets.every((asset) => Number.isFinite(placeAt(asset, world.nowMs).x))).toBe(true);
  });
});
