import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { floorCalibrationSchema } from '#contracts/calibration';
import { CalibrationLabels } from '#storage/calibration-labels';
import { CalibrationVersions } from '#storage/calibration-versions';
import type { Database } from '#storage/database';
import { PlacesStore } from '#storage/places-store';
import { openMigrated, plainDrawing, smallFloor } from './open-migrated.js';

const content = floorCalibrationSchema.parse({
  ...{ readers: [], wallLossDb: 3, likelihoodExponent: 0.7, packetVarianceDb2: 9, fadingVarianceDb2: 4, survey: [] },
  kernel: null,
});
const score = { logLikelihood: -3, samples: 10, errorM: null, stops: 0, roomsRight: null, rooms: 0 };

describe('what is known of a floor', () => {
  let database: Database;
  let versions: CalibrationVersions;
  let floorId: number;

  beforeAll(async () => {
    database = await openMigrated('calibrations');
    const places = new PlacesStore(database);
    await places.importFloorplan(smallFloor(), plainDrawing);
    floorId = (await places.siteTree(null)).sites[0].buildings[0].floors[0].id;
    versions = new CalibrationVersions(database);
  });
  afterAll(() => database.close());

  /** Keeps a version that is better than the one in use. */
  const add = async (better = true) => {
    const comparedVersion = (await versions.active(floorId))?.version.version ?? null;
    const made = { floorId, source: 'walk' as const, content, score, comparedVersion, comparedScore: score };
    return versions.add({ ...made, better, reason: 'It is better.', by: 'somebody' });
  };
  const inUse = async () => (await versions.active(floorId))?.version.version ?? null;

  it('goes back through the versions in the order in which they were in use', async () => {
    const first = await add();
    await add();
    await add();
    await versions.activate(first.id, 'somebody');
    const steps = [await inUse()];
    while ((await versions.rollBack(floorId, 'somebody')) !== undefined) steps.push(await inUse());
    // Version 1 was put in use a second time, after 3: one step back is 3, not what came before 1.
    expect(steps).toEqual([1, 3, 2, null]);
  });

  it('keeps a bounded number of versions, and always the one in use', async () => {
    const used = await add();
    for (let made = 0; made < 35; made++) await add(false);
    const kept = await versions.ofFloor(floorId, 200);
    expect(kept.filter(({ state }) => state === 'refused')).toHaveLength(30);
    expect(kept.find(({ state }) => state === 'active')?.id).toBe(used.id);
    for (let made = 0; made < 60; made++) await add();
    const others = (await versions.ofFloor(floorId, 200)).filter(({ state }) => state === 'retired');
    expect(others).toHaveLength(50);
  });

  it('takes what a reference tag sent at its former place for nothing at the new one', async () => {
    const labels = new CalibrationLabels(database);
    const { rows } = await database.pool.query<{ id: number }>(`INSERT INTO tag (key) VALUES ('fixed') RETURNING id`);
    const tagId = rows[0].id;
    const heard = {
      windows: [{ at: Date.now(), readerIds: [1], levelsDbm: [-60], packets: [5] }],
      ...{ steps: 1, stepSquares: 4 },
    };
    const put = (x: number) => labels.putReferenceTag(tagId, { floorId, x, y: 2.5, z: 2.1 });
    const place = async () => (await labels.referencePlaces(floorId)).find((each) => each.tagId === tagId)!;
    await put(1.1);
    const before = await place();
    await labels.hearReferenceTag(before, heard);
    expect((await place()).levels.windows).toHaveLength(1);
    await put(3.3);
    await labels.hearReferenceTag(before, heard);
    expect((await place()).levels.windows).toHaveLength(0);
  });
});
