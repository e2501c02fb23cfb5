import { floorplanSchema } from '#contracts/floorplan';
import type { Reading } from '#contracts/readings';
import type { FloorFile } from './recorded-walk.js';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>';
const places = { west: [3, 3], east: [17, 3], north: [10, 8] } as const;

/** Two floors of 20 by 10 m, each with readers west, east and north; `movable` hangs in the middle of one of them. */
export function twoFloors(movableOn: 'ground' | 'upper'): FloorFile[] {
  return (['ground', 'upper'] as const).map((floor, level) => ({
    svg,
    plan: floorplanSchema.parse({
      format: 'wardmap-floorplan/1',
      site: { key: 'house', name: 'House', keepEveryFix: true },
      building: { key: 'main', name: 'Main' },
      floor: {
        key: floor,
        name: floor === 'ground' ? 'Ground floor' : 'Upper floor',
        level,
        plan: `${floor}.svg`,
        bounds: { minX: 0, minY: 0, maxX: 20, maxY: 10 },
      },
      readers: [
        ...Object.entries(places).map(([name, [x, y]]) => ({ key: `${floor}-${name}`, x, y })),
        ...(movableOn === floor ? [{ key: 'movable', x: 10, y: 5 }] : []),
      ],
    }),
  }));
}

/** What the ground floor's readers hear of a tag at a place, once a second; times in ms since 1970 UTC. */
export function heardAt(tagKey: string, [x, y]: readonly [number, number], fromMs: number, seconds: number): Reading[] {
  return Array.from({ length: seconds }, (_, second) =>
    Object.entries(places).map(([name, [readerX, readerY]], index) => ({
      readerKey: `ground-${name}`,
      tagKey,
      rssiDbm: Math.round(-59 - 20 * Math.log10(Math.hypot(x - readerX, y - readerY, 1.5))),
      observedAt: fromMs + second * 1000 + index * 100,
    })),
  ).flat();
}
