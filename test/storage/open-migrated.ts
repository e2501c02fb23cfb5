import { floorplanSchema, type Floorplan } from '#contracts/floorplan';
import { type Database, openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { createDatabase } from '../support/database.js';

/** A fresh, migrated database of its own. */
export async function openMigrated(name: string): Promise<Database & { url: string }> {
  const url = await createDatabase(name);
  await migrate(url);
  const database = await openDatabase(url, { applicationName: `test ${name}`, poolSize: 5 });
  return { ...database, url };
}

export const plainDrawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0H20V10"/></svg>';

/** A floor of 20 x 10 m with two rooms and two readers; `floor` and the lists can be replaced. */
export function smallFloor(changes: { floor?: string; zones?: unknown[]; readers?: unknown[] } = {}): Floorplan {
  return floorplanSchema.parse({
    format: 'wardmap-floorplan/1',
    site: { key: 'st-anna', name: 'St Anna', timeZone: 'Europe/Berlin' },
    building: { key: 'main', name: 'Main building' },
    floor: {
      key: changes.floor ?? 'l1',
      name: `Floor ${changes.floor ?? 'l1'}`,
      level: 1,
      plan: 'l1.svg',
      bounds: { minX: 0, minY: 0, maxX: 20, maxY: 10 },
    },
    walls: [
      {
        points: [
          [10, 0],
          [10, 10],
        ],
        lossDb: 4,
      },
    ],
    zones: changes.zones ?? [
      {
        key: 'ward',
        name: 'Ward',
        kind: 'patient-room',
        department: 'Surgery',
        polygon: [
          [0, 0],
          [10, 0],
          [10, 10],
        ],
      },
      {
        key: 'store',
        name: 'Store',
        kind: 'storage',
        polygon: [
          [10, 0],
          [20, 0],
          [20, 10],
        ],
      },
    ],
    readers: changes.readers ?? [
      { key: 'AA:BB:CC:00:00:01', x: 5, y: 5 },
      {
        key: 'r2',
        name: 'Store ceiling',
        x: 15,
        y: 5,
        radio: { levelAt1mDbm: -61, pathLossExponent: 2.4, sigmaDb: 5 },
      },
    ],
  });
}
