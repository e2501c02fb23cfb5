import { floorplanSchema } from '#contracts/floorplan';
import { AssetStore } from '#storage/asset-store';
import { type Database, openDatabase } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { KeyStore } from '#storage/key-store';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import type { TestProcess } from '../support/processes.js';

export const floors = 8;
const columns = 10;
const rows = 6;
const spacingM = 10;
const levelAt1mDbm = -59;
export const tags = 20_000;
export const readingsPerBatch = 100;
/** Readers that hear one advertisement of a tag. */
export const readersPerTag = 5;

/** A house as large as the design's: 8 floors of 100 by 60 m with a reader every 10 m, and many tagged assets. */
export interface BigHouse {
  key: string;
  floorIds: number[];
  /** JSON of what the readers hear of one advertisement; `{T}` stands for the time. */
  advertisements: string[][];
  tagIds: Int32Array;
}

/** The real processes over one backend, with the big house loaded. */
export interface RunningChain {
  databaseUrl: string;
  house: BigHouse;
  api: TestProcess;
  worker: TestProcess;
}

/** Builds the house in a fresh database. */
export async function buildBigHouse(databaseUrl: string): Promise<BigHouse> {
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, { applicationName: 'bench', poolSize: 2 });
  try {
    return await fill(database);
  } finally {
    await database.close();
  }
}

async function fill(database: Database): Promise<BigHouse> {
  const places = new PlacesStore(database);
  for (let floor = 0; floor < floors; floor += 1)
    await places.importFloorplan(floorplan(floor), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 60"/>');
  const assets = new AssetStore(database);
  for (let from = 0; from < tags; from += 1000)
    await assets.register(
      Array.from({ length: Math.min(1000, tags - from) }, (_, index) => ({
        number: `A-${from + index}`,
        name: `Asset ${from + index}`,
        typeKey: 'pump',
        tagKey: tagKeyOf(from + index),
      })),
    );
  const directory = new DirectoryStore(database);
  const idOf = new Map((await directory.tags()).map((tag) => [tag.key, tag.id]));
  const tree = await places.siteTree(null);
  return {
    key: await new KeyStore(database).create('bench', ['ingest', 'read', 'manage']),
    floorIds: tree.sites[0].buildings[0].floors.map((floor) => floor.id),
    advertisements: Array.from({ length: tags }, (_, tag) => advertisementsOf(tag)),
    tagIds: Int32Array.from({ length: tags }, (_, tag) => idOf.get(tagKeyOf(tag))!),
  };
}

function floorplan(floor: number) {
  const widthM = columns * spacingM;
  const heightM = rows * spacingM;
  return floorplanSchema.parse({
    format: 'wardmap-floorplan/1',
    site: { key: 'bench', name: 'Bench' },
    building: { key: 'bench', name: 'Bench' },
    floor: {
      key: `floor-${floor}`,
      name: `Floor ${floor}`,
      level: floor,
      plan: 'plan.svg',
      bounds: { minX: 0, minY: 0, maxX: widthM, maxY: heightM },
    },
    zones: Array.from({ length: 40 }, (_, zone) => {
      const [x, y] = [(zone % 10) * 10, Math.floor(zone / 10) * 15];
      return {
        key: `f${floor}-z${zone}`,
        name: `Room ${zone}`,
        kind: 'patient-room' as const,
        polygon: [
          [x, y],
          [x + 10, y],
          [x + 10, y + 15],
          [x, y + 15],
        ],
      };
    }),
    readers: Array.from({ length: columns * rows }, (_, reader) => {
      const [x, y] = placeOf(reader);
      return { key: readerKeyOf(floor, reader), x, y, z: 2.7 };
    }),
  });
}

const placeOf = (reader: number): [number, number] => [
  (reader % columns) * spacingM + spacingM / 2,
  Math.floor(reader / columns) * spacingM + spacingM / 2,
];
const readerKeyOf = (floor: number, reader: number) => `f${floor}-r${reader}`;
const tagKeyOf = (tag: number) => `c0ffee${tag.toString(16).padStart(6, '0')}`;

/** Four variants of what the nearest readers hear, with a spread of a few dB: a tag that lies still on its floor. */
function advertisementsOf(tag: number): string[] {
  const floor = tag % floors;
  const x = 2 + ((tag * 7919) % 960) / 10;
  const y = 2 + ((tag * 104729) % 560) / 10;
  const nearest = Array.from({ length: columns * rows }, (_, reader) => reader)
    .map((reader) => ({ reader, distance: Math.hypot(placeOf(reader)[0] - x, placeOf(reader)[1] - y, 1.7) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, readersPerTag);
  return [0, 1, 2, 3].map((variant) =>
    nearest
      .map(({ reader, distance }, index) => {
        const spread = ((tag * 31 + variant * 17 + index * 13) % 9) - 4;
        const rssiDbm = Math.round(levelAt1mDbm - 20 * Math.log10(distance) + spread);
        return `{"readerKey":"${readerKeyOf(floor, reader)}","tagKey":"${tagKeyOf(tag)}","rssiDbm":${rssiDbm},"observedAt":{T}}`;
      })
      .join(','),
  );
}
