import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { floorplanSchema, type FloorplanZone } from '#contracts/floorplan';
import { demoHospitalFiles } from './hospital-files.js';
import { demoFloors } from './hospital/demo-hospital.js';
import { contains } from './hospital/layout.js';
import { wallsOf } from './hospital/walls.js';

const folder = join(import.meta.dirname, '..', '..', '..', 'floorplans', 'demo-hospital');
const files = demoHospitalFiles();
const plans = files
  .filter(({ name }) => name.endsWith('.json'))
  .map(({ text }) => floorplanSchema.parse(JSON.parse(text)));
const box = ({ polygon }: FloorplanZone) => {
  const [xs, ys] = [polygon.map(([x]) => x), polygon.map(([, y]) => y)];
  return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
};

describe('the demo hospital', { timeout: 60_000 }, () => {
  it('is in floorplans/ exactly as the generator writes it', () => {
    expect(files).toHaveLength(6);
    for (const { name, text } of files) expect(readFileSync(join(folder, name), 'utf8') === text, name).toBe(true);
  });

  it('has drawings below 200 kB without words, covering the bounds', () => {
    for (const { name, text } of files.filter((file) => file.name.endsWith('.svg'))) {
      expect(Buffer.byteLength(text), name).toBeLessThan(200_000);
      expect(text).not.toContain('<text');
      expect(text).toContain('viewBox="0 0 71 43"');
    }
  });

  it('has zones that do not overlap and leave only walls between them', () => {
    for (const plan of plans) {
      const boxes = plan.zones.map(box);
      let area = 0;
      boxes.forEach((a, index) => {
        area += (a.x1 - a.x0) * (a.y1 - a.y0);
        for (const b of boxes.slice(index + 1))
          expect(
            Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > 1e-6 && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > 1e-6,
          ).toBe(false);
      });
      const courtyards = 2 * 10 * 9.8;
      expect(area / (70 * 42 - courtyards)).toBeGreaterThan(0.92);
    }
  });

  it('leaves no room without a door and no point without a room', () => {
    for (const floor of demoFloors()) {
      const { openings } = wallsOf(floor);
      for (const room of floor.rooms)
        expect(
          openings.some(({ low, high }) => low === room || high === room),
          room.key,
        ).toBe(true);
      for (let x = 0.25; x < 70; x += 0.5)
        for (let y = 0.25; y < 42; y += 0.5)
          expect(
            [...floor.rooms.map((room) => room.rect), ...floor.courtyards].filter((rect) => contains(rect, x, y))
              .length,
          ).toBe(1);
    }
  });

  it('has keys that are unique in the whole site', () => {
    const zones = plans.flatMap((plan) => plan.zones.map((zone) => zone.key));
    const readers = plans.flatMap((plan) => plan.readers.map((reader) => reader.key));
    expect(new Set(zones).size).toBe(zones.length);
    expect(new Set(readers).size).toBe(readers.length);
    expect(readers).toContain('dh-l1-r07');
  });

  it('has lifts and stairs above one another and an exit on the ground', () => {
    const shafts = plans.map((plan) =>
      plan.zones
        .filter((zone) => zone.kind === 'lift' || zone.kind === 'stairs')
        .map((zone) => [zone.name, zone.polygon]),
    );
    expect(shafts[0]).toHaveLength(4);
    expect(shafts[1]).toEqual(shafts[0]);
    expect(shafts[2]).toEqual(shafts[0]);
    expect(plans[0].zones.filter((zone) => zone.kind === 'exit')).toHaveLength(3);
  });

  it('has about thirty readers a floor, no place farther than twelve metres from one', () => {
    for (const plan of plans) {
      expect(plan.readers.length).toBeGreaterThanOrEqual(28);
      expect(plan.readers.length).toBeLessThanOrEqual(33);
      for (const zone of plan.zones)
        for (const [x, y] of zone.polygon)
          expect(Math.min(...plan.readers.map((reader) => Math.hypot(reader.x - x, reader.y - y)))).toBeLessThan(12);
    }
  });
});
