import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seesEverything } from '#contracts/visibility';
import type { FloorCalibration, HeldOutScore } from '#contracts/calibration';
import { encodeJournal } from '#pipeline/journal-codec';
import { CalibrationLabels } from '#storage/calibration-labels';
import { CalibrationTraffic, windowsPerHour } from '#storage/calibration-traffic';
import { CalibrationVersions } from '#storage/calibration-versions';
import { DirectoryStore } from '#storage/directory-store';
import { CalibrationRounds } from '../../apps/worker/calibration/calibration-rounds.js';
import { type Ward, buildWard, walkJobs } from '../worker/ward.js';
import { windowAt } from './surveyed-ward.js';

const hourMs = 3_600_000;
const score: HeldOutScore = { logLikelihood: -1, samples: 1, errorM: null, stops: 0, roomsRight: null, rooms: 0 };

/** Places all over the ward, in the same order every time. */
function placeOf(k: number): [number, number] {
  return [1 + ((k * 7.31) % 28), 1 + ((k * 3.17) % 18)];
}

describe('the rounds of the workers', () => {
  let ward: Ward;
  let floorId: number;
  let announced = 0;
  let rounds: CalibrationRounds;
  beforeAll(async () => {
    ward = await buildWard('rounds', 40);
    const { rows } = await ward.database.pool.query<{ id: number }>('SELECT id FROM floor');
    floorId = rows[0].id;
    rounds = new CalibrationRounds(ward.database, async () => void announced++);
  });
  afterAll(async () => {
    await rounds?.stop();
    await ward?.close();
  });

  /** Windows of so many hours before a moment, of which some readers may hear otherwise. */
  async function fill(untilMs: number, hours: number, change: (reader: number) => number): Promise<void> {
    const traffic = new CalibrationTraffic(ward.database);
    for (let hour = 1; hour <= hours; hour++)
      await traffic.add(
        Array.from({ length: 100 }, (_, k) => {
          const [x, y] = placeOf(hour * 100 + k);
          const at = untilMs - hour * hourMs + k * 1000;
          return { ...windowAt(ward, x, y, at, change), floorId, tagId: ward.tagIds[k % 40] };
        }),
      );
  }

  it('take a sample of the journal, and what is heard of fixed tags', async () => {
    const now = Date.now();
    const [fixed, ...others] = ward.tagIds;
    await new CalibrationLabels(ward.database).putReferenceTag(fixed, { floorId, x: 3, y: 10, z: 1 });
    for (const job of walkJobs(ward, ward.tagIds, 8, now - 8000))
      await ward.database.pool.query('INSERT INTO reading_journal (partition, batch_id, readings) VALUES (0, $1, $2)', [
        randomUUID(),
        encodeJournal(job),
      ]);
    await rounds.round(now);
    const traffic = new CalibrationTraffic(ward.database);
    const windows = await traffic.windows([floorId], new Date(0));
    expect(windows.map((one) => one.tagId).sort((a, b) => a - b)).toEqual([...others].sort((a, b) => a - b));
    expect(new Set(windows.flatMap((one) => one.readerIds))).toEqual(new Set(ward.readerIds));
    const [tag] = await new CalibrationLabels(ward.database).referenceTags(floorId, seesEverything);
    expect(tag).toMatchObject({ readers: 6 });
    // Nothing has moved since: the same readings are no news.
    await rounds.round(now);
    expect((await traffic.count(floorId, null)).all).toBe(others.length);
  });

  it('keep so many windows of an hour and no more', async () => {
    const traffic = new CalibrationTraffic(ward.database);
    const at = Date.UTC(2026, 0, 5, 8, 30);
    await traffic.add(
      Array.from({ length: windowsPerHour + 70 }, (_, k) => ({
        ...windowAt(ward, ...placeOf(k), at + k),
        floorId,
        tagId: ward.tagIds[0],
      })),
    );
    expect((await traffic.windows([floorId], new Date(0))).filter((one) => one.at < at + 1000)).toHaveLength(
      windowsPerHour,
    );
  });

  it('learn from traffic without labels, and put it in use because it is better', async () => {
    const now = Date.now() + 48 * hourMs;
    await fill(now, 6, () => 0);
    const before = await new DirectoryStore(ward.database).version();
    await rounds.round(now);
    const active = await new CalibrationVersions(ward.database).active(floorId);
    expect(active?.version).toMatchObject({ source: 'traffic', state: 'active', createdBy: 'Wardmap itself' });
    expect(announced).toBe(1);
    expect(await new DirectoryStore(ward.database).version()).toBeGreaterThan(before);
    const [floor] = await new DirectoryStore(ward.database).floorModels();
    expect(floor.calibration).toEqual(active?.content);
    expect(await new CalibrationTraffic(ward.database).flags(floorId)).toEqual([]);
  });

  it('flag a reader that fell weak, and take the flag away when it recovers', async () => {
    const traffic = new CalibrationTraffic(ward.database);
    const weak = Date.now() + 100 * hourMs;
    await fill(weak, 5, (reader) => (reader === 3 ? -12 : 0));
    await rounds.round(weak);
    expect(await traffic.flags(floorId)).toMatchObject([
      { readerId: ward.readerIds[3], kind: 'weaker', detail: expect.stringContaining('weaker than expected') },
    ]);
    // Nothing is learnt from a faulty reader.
    expect((await new CalibrationVersions(ward.database).active(floorId))?.version.version).toBe(1);
    const well = Date.now() + 200 * hourMs;
    await fill(well, 5, () => 0);
    await rounds.round(well);
    expect(await traffic.flags(floorId)).toEqual([]);
  });

  it('are done by one worker at a time', async () => {
    const client = await ward.database.pool.connect();
    await client.query('SELECT pg_advisory_lock(7261003)');
    try {
      const later = Date.now() + 300 * hourMs;
      await rounds.round(later);
      expect((await new CalibrationTraffic(ward.database).round(floorId)).watchedAt?.getTime()).not.toBe(later);
    } finally {
      await client.query('SELECT pg_advisory_unlock(7261003)');
      client.release();
    }
  });
});

describe('versions of a calibration', () => {
  let ward: Ward;
  afterAll(() => ward?.close());

  it('do not replace one that came into use meanwhile, and forget refused ones in the end', async () => {
    ward = await buildWard('versions', 1);
    const { rows } = await ward.database.pool.query<{ id: number }>('SELECT id FROM floor');
    const versions = new CalibrationVersions(ward.database);
    const content: FloorCalibration = {
      readers: [],
      wallLossDb: 3,
      likelihoodExponent: 0.7,
      packetVarianceDb2: 16,
      fadingVarianceDb2: 9,
      survey: [],
      kernel: null,
    };
    const common = { floorId: rows[0].id, source: 'walk' as const, content, score, comparedScore: score, by: 'test' };
    const add = (comparedVersion: number | null, better: boolean) =>
      versions.add({ ...common, comparedVersion, better, reason: 'For this test.' });
    const both = await Promise.all([add(null, true), add(null, true)]);
    expect(both.map((version) => version.state).sort()).toEqual(['active', 'candidate']);
    expect(both.find((version) => version.state === 'candidate')!.reason).toContain('meanwhile');
    for (let i = 0; i < 35; i++) await add(1, false);
    const kept = await versions.ofFloor(rows[0].id, 100);
    expect(kept.filter((version) => version.state === 'refused')).toHaveLength(30);
    expect(kept[0].version).toBe(37);
  });
});
