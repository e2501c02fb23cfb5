import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BusFix } from '#contracts/bus';
import { openMessaging } from '#messaging/open-messaging';
import { AssetStore } from '#storage/asset-store';
import { openDatabase } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { SettingStore } from '#storage/setting-store';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { readFloorplans } from '../../apps/cli/import/read-floorplans.js';

const types = ['infusion-pump', 'syringe-pump', 'bed', 'ventilator', 'wheelchair', 'patient-monitor', 'ecg', 'scale'];
/** Fixes are told in so many parts of a second, as several workers would. */
const ticksPerSecond = 20;
const walkingMps = 0.8;

/** One floor of the demo hospital on which everything moves: each tag has a new place, with new chances, once a second. */
export interface CrowdedFloor {
  floorId: number;
  /** Fixes told per second since the last question, as they really were. */
  rate(): number;
  stop(): Promise<void>;
}

/** Fills an empty database with so many tagged assets on one floor. */
export async function buildCrowdedFloor(databaseUrl: string, markers: number): Promise<{ floorId: number }> {
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, { applicationName: 'bench', poolSize: 2 });
  try {
    const places = new PlacesStore(database);
    for (const { plan, svg } of readFloorplans(join(projectFolder(), 'floorplans/demo-hospital')))
      await places.importFloorplan(plan, svg);
    const assets = new AssetStore(database);
    for (let from = 0; from < markers; from += 1000)
      await assets.register(
        Array.from({ length: Math.min(1000, markers - from) }, (_, index) => {
          const typeKey = types[(from + index) % types.length];
          const number = `A-${from + index}`;
          return {
            number,
            name: `${typeKey} ${from + index}`,
            typeKey,
            tagKey: `c0ffee${(from + index).toString(16)}`,
          };
        }),
      );
    await new SettingStore(database).rememberDemo(true);
    const { sites } = await places.siteTree(null);
    const floorId = sites[0].buildings[0].floors.find(({ key }) => key === 'dh-l1')!.id;
    // As a worker leaves them: the api reads them again from time to time and forgets whom it does not find.
    await database.pool.query(
      `INSERT INTO current_position
       SELECT id, $1, 1 + random() * 70, 1 + random() * 40, 1, 1, 0, 2.5, NULL, NULL, now() - interval '5 s',
         'grid', 0, 0, '\\x00', '[]', false, 1000 FROM tag`,
      [floorId],
    );
    return { floorId };
  } finally {
    await database.close();
  }
}

/** Lets every tag of the floor walk about, told over the live bus as a worker tells it. */
export async function moveEverything(databaseUrl: string, floorId: number): Promise<CrowdedFloor> {
  const database = await openDatabase(databaseUrl, { applicationName: 'bench', poolSize: 1 });
  const floor = (await new PlacesStore(database).floorDetail(floorId, null))!;
  const { minX, minY, maxX, maxY } = floor.bounds;
  const zoneIds = floor.zones.map(({ id }) => id);
  const walkers = (await new DirectoryStore(database).tags()).map(({ id }, index) => ({
    id,
    x: minX + ((index * 7919) % 1000) * ((maxX - minX) / 1000),
    y: minY + ((index * 104_729) % 997) * ((maxY - minY) / 997),
    heading: index,
  }));
  await database.close();
  const messaging = await openMessaging({ databaseUrl, partitions: 4, role: 'producer', applicationName: 'bench' });
  let ended = false;
  let told = 0;
  let since = performance.now();

  const step = (walker: (typeof walkers)[number], now: number): BusFix => {
    walker.heading += (Math.random() - 0.5) * 0.8;
    walker.x += Math.cos(walker.heading) * walkingMps;
    walker.y += Math.sin(walker.heading) * walkingMps;
    if (walker.x < minX || walker.x > maxX || walker.y < minY || walker.y > maxY) walker.heading += Math.PI;
    walker.x = Math.min(maxX, Math.max(minX, walker.x));
    walker.y = Math.min(maxY, Math.max(minY, walker.y));
    const radius90M = 2 + Math.random() * 2;
    const first = Math.floor(Math.random() * zoneIds.length);
    const chances = [58, 21, 11, 6].flatMap((percent, at) => [
      zoneIds[(first + at) % zoneIds.length],
      percent - Math.floor(Math.random() * 4),
    ]);
    const cm = (metres: number) => Math.round(metres * 100) / 100;
    return [
      ...([walker.id, floorId, cm(walker.x), cm(walker.y), cm(radius90M), zoneIds[first]] as const),
      ...[now - Math.floor(Math.random() * 200), 3, 1000, 0],
      ...chances,
    ] as BusFix;
  };

  const moving = (async () => {
    const startedAt = performance.now();
    for (let tick = 0; !ended; tick++) {
      const wait = startedAt + (tick * 1000) / ticksPerSecond - performance.now();
      if (wait > 0) await sleep(wait);
      const part = walkers.filter((_, index) => index % ticksPerSecond === tick % ticksPerSecond);
      const now = Date.now();
      await messaging.bus.publish('fixes', { fixes: part.map((walker) => step(walker, now)) });
      told += part.length;
    }
  })();
  return {
    floorId,
    rate: () => {
      const now = performance.now();
      const perSecond = (told * 1000) / (now - since);
      [told, since] = [0, now];
      return perSecond;
    },
    stop: async () => {
      ended = true;
      await moving;
      await messaging.close();
    },
  };
}
