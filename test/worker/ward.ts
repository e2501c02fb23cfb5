import type { ReadingsJob } from '#contracts/queue';
import { type Database, openDatabase } from '#storage/database';
import { AssetStore } from '#storage/asset-store';
import { DirectoryStore } from '#storage/directory-store';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { floorplanSchema } from '#contracts/floorplan';
import { randomUUID } from 'node:crypto';
import { createDatabase } from '../support/database.js';

/** A migrated database with a floor of 30 by 20 m (two rooms, six readers) and tagged assets on it, and one reader upstairs. */
export interface Ward {
  url: string;
  database: Database;
  /** Ids of the readers, in the order of `readerPlaces`. */
  readerIds: number[];
  otherFloorReaderId: number;
  tagIds: number[];
  close(): Promise<void>;
}

export const readerPlaces = [
  [5, 5],
  [15, 5],
  [25, 5],
  [5, 15],
  [15, 15],
  [25, 15],
] as const;

const plan = floorplanSchema.parse({
  format: 'wardmap-floorplan/1',
  site: { key: 'test', name: 'Test site', keepEveryFix: true },
  building: { key: 'main', name: 'Main' },
  floor: {
    key: 'ground',
    name: 'Ground',
    level: 0,
    plan: 'ground.svg',
    bounds: { minX: 0, minY: 0, maxX: 30, maxY: 20 },
  },
  zones: [
    {
      key: 'west',
      name: 'West',
      kind: 'patient-room',
      polygon: [
        [0, 0],
        [15, 0],
        [15, 20],
        [0, 20],
      ],
    },
    {
      key: 'east',
      name: 'East',
      kind: 'storage',
      polygon: [
        [15, 0],
        [30, 0],
        [30, 20],
        [15, 20],
      ],
    },
  ],
  readers: readerPlaces.map(([x, y], index) => ({ key: `reader-${index}`, x, y, z: 2.7 })),
});

/** Builds the ward in a fresh database with this many tagged assets. */
export async function buildWard(name: string, assets: number): Promise<Ward> {
  const url = await createDatabase(name);
  await migrate(url);
  const database = await openDatabase(url, { applicationName: 'test', poolSize: 4 });
  const upstairs = {
    ...plan,
    floor: { ...plan.floor, key: 'first', name: 'First', level: 1 },
    zones: [],
    readers: [{ ...plan.readers[0], key: 'reader-upstairs' }],
  };
  for (const floor of [plan, upstairs])
    await new PlacesStore(database).importFloorplan(
      floor,
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"></svg>',
    );
  await new AssetStore(database).register(
    Array.from({ length: assets }, (_, index) => ({
      number: `P-${index}`,
      name: `Pump ${index}`,
      typeKey: 'pump',
      tagKey: `tag-${index}`,
    })),
  );
  const directory = new DirectoryStore(database);
  const readers = await directory.readers();
  const tags = await directory.tags();
  return {
    url,
    database,
    readerIds: readerPlaces.map((_, index) => readers.find((reader) => reader.key === `reader-${index}`)!.id),
    otherFloorReaderId: readers.find((reader) => reader.key === 'reader-upstairs')!.id,
    tagIds: Array.from({ length: assets }, (_, index) => tags.find((tag) => tag.key === `tag-${index}`)!.id),
    close: () => database.close(),
  };
}

/** What six readers hear of tags that walk from west to east, one job a second; the same for the same arguments. */
export function walkJobs(ward: Ward, tagIds: readonly number[], seconds: number, startMs: number): ReadingsJob[] {
  return Array.from({ length: seconds }, (_, second) => {
    const job: ReadingsJob = {
      version: 1,
      id: randomUUID(),
      receivedAt: startMs + second * 1000,
      baseMs: startMs + second * 1000,
      tagId: [],
      readerId: [],
      antenna: [],
      rssiDbm: [],
      observedMs: [],
    };
    for (const half of [0, 500])
      for (const tagId of tagIds)
        readerPlaces.forEach(([x, y], reader) => {
          const spread = ((second * 7 + half + reader * 13 + tagId * 5) % 11) - 5;
          const distance = Math.hypot(Math.min(27, 3 + second) - x, 10 - y, 1.7);
          job.tagId.push(tagId);
          job.readerId.push(ward.readerIds[reader]);
          job.antenna.push(0);
          job.rssiDbm.push(Math.round((-59 - 20 * Math.log10(distance) + spread * 0.5) * 100) / 100);
          job.observedMs.push(half + reader * 10);
        });
    return job;
  });
}
