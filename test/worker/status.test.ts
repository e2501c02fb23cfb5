import { NestFactory } from '@nestjs/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { INestApplicationContext } from '@nestjs/common';
import type { AssetStatus, StatusSource } from '#contracts/asset-status';
import { readConfiguration } from '#contracts/configuration';
import { partitionOfTag, type ReadingsJob } from '#contracts/queue';
import { openMessaging, type Messaging } from '#messaging/open-messaging';
import { StatusStore } from '#storage/status-store';
import { StatusRounds } from '../../apps/worker/equipment/status-rounds.js';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { patience } from '../support/patience.js';
import { buildWard, type Ward, walkJobs } from './ward.js';

const partitions = 4;
/** A walk passes from the west (a patient room) to the east (a store) and stays there for this long. */
const walkS = 40;
const rule = { typeKey: null, dwellS: 8 };
const startMs = Math.floor(Date.now() / 1000) * 1000 - 600_000;

interface Told {
  status: AssetStatus;
  source: StatusSource;
  by: string | null;
}

let ward: Ward;
let worker: INestApplicationContext;
let sender: Messaging;
const changed: number[] = [];

async function startWorker(): Promise<void> {
  const settings = { DATABASE_URL: ward.url, WARDMAP_PARTITIONS: String(partitions), WARDMAP_WORKER_PORT: '0' };
  worker = await NestFactory.createApplicationContext(
    WorkerModule.with(readConfiguration(settings), () => undefined),
    { logger: false },
  );
  await worker.init();
}

beforeAll(async () => {
  ward = await buildWard('status', 5);
  await new StatusStore(ward.database).replaceRules(
    [
      { ...rule, zoneKind: 'patient-room', status: 'in-use' },
      { ...rule, zoneKind: 'storage', status: 'available' },
    ],
    () => Promise.resolve(),
  );
  // They carry their tags for longer than what is heard of them here.
  await ward.database.pool.query('UPDATE asset SET tag_since = $1, status_since = $1', [new Date(startMs - 3_600_000)]);
  await startWorker();
  sender = await openMessaging({
    ...{ databaseUrl: ward.url, redisUrl: undefined, partitions, role: 'producer', applicationName: 'test' },
  });
  await sender.bus.subscribe('assets-changed', ({ tagIds }) => changed.push(...tagIds));
});
afterAll(async () => {
  await worker?.close();
  await sender?.close();
  await ward?.close();
});

async function told(number: string): Promise<Told> {
  const { rows } = await ward.database.pool.query<Told>(
    'SELECT status, status_source AS source, status_by AS by FROM asset WHERE number = $1',
    [number],
  );
  return rows[0];
}

async function history(number: string): Promise<[status: string, source: string][]> {
  const { rows } = await ward.database.pool.query<{ status: string; source: string }>(
    `SELECT change.status, change.source FROM status_change change JOIN asset ON asset.id = asset_id
     WHERE number = $1 ORDER BY change.id`,
    [number],
  );
  return rows.map(({ status, source }) => [status, source]);
}

async function send(jobs: readonly ReadingsJob[], tagId: number): Promise<void> {
  for (const job of jobs) await sender.readings.add([{ partition: partitionOfTag(tagId, partitions), job }]);
}

/** Says something of an asset at a moment, as a person does. */
async function say(number: string, status: AssetStatus, at: Date): Promise<void> {
  await ward.database.pool.query(
    `UPDATE asset SET status = $2, status_source = 'person', status_by = 'Anna', status_since = $3 WHERE number = $1`,
    [number, status, at],
  );
}

const settled = async () => {
  const { rows } = await ward.database.pool.query<{ open: number }>(
    'SELECT count(*)::int AS open FROM current_position WHERE zone_id IS NOT NULL',
  );
  return rows[0].open;
};
const fewSeconds = () => new Promise((resolve) => setTimeout(resolve, 5_000));

describe('a worker', () => {
  it('tells the status by every place in which an asset was heard for long enough, and lets others hear of it', async () => {
    const [tag] = ward.tagIds;
    await ward.database.pool.query(
      `UPDATE asset SET status = 'needs-cleaning', status_since = $1 WHERE number = 'P-0'`,
      [new Date(startMs - 60_000)],
    );
    await send(walkJobs(ward, [tag], walkS, startMs), tag);
    await expect.poll(() => told('P-0'), patience).toEqual({ status: 'available', source: 'place', by: null });
    // All of it came at once: also what nobody looked at in time is in the history.
    expect(await history('P-0')).toEqual([
      ['needs-cleaning', 'start'],
      ['in-use', 'place'],
      ['available', 'place'],
    ]);
    await expect.poll(() => changed, patience).toContain(tag);
  });

  it('lets a person’s word stand for the stay in which it was said, and not for the next', async () => {
    const [, stayed, moved] = ward.tagIds;
    await say('P-1', 'needs-cleaning', new Date(startMs + 60_000));
    await say('P-2', 'needs-cleaning', new Date(startMs - 1_000));
    await Promise.all([stayed, moved].map((tag) => send(walkJobs(ward, [tag], walkS, startMs), tag)));
    await expect.poll(() => told('P-2'), patience).toMatchObject({ status: 'available', source: 'place' });
    await fewSeconds();
    expect(await told('P-1')).toEqual({ status: 'needs-cleaning', source: 'person', by: 'Anna' });
  });

  it('says nothing of a tag that fell silent before the time was over, however long ago that is', async () => {
    const tag = ward.tagIds[3];
    await say('P-3', 'needs-cleaning', new Date(startMs - 1_000));
    await send(walkJobs(ward, [tag], 5, startMs), tag);
    const before = await settled();
    await expect.poll(settled, patience).toBeGreaterThanOrEqual(before);
    await fewSeconds();
    expect(await told('P-3')).toMatchObject({ status: 'needs-cleaning', source: 'person' });
  });

  it('goes on when it comes back, and a part without a tag goes by the place of its kit', async () => {
    const tag = ward.tagIds[4];
    await ward.database.pool.query(
      `INSERT INTO asset (number, name, asset_type_id, kit_id, status_since)
       SELECT 'PART', 'Cable', asset_type_id, id, $1 FROM asset WHERE number = 'P-4'`,
      [new Date(startMs - 60_000)],
    );
    await worker.close();
    await send(walkJobs(ward, [tag], 14, startMs + 120_000), tag);
    await startWorker();
    await expect.poll(() => told('P-4'), patience).toMatchObject({ status: 'in-use', source: 'place' });
    await expect.poll(() => told('PART'), patience).toMatchObject({ status: 'in-use', source: 'place' });
  });

  it('leaves it to one worker at a time, and survives a database that is briefly away', async () => {
    const client = await ward.database.pool.connect();
    await client.query('SELECT pg_advisory_lock(7261012)');
    await say('P-4', 'needs-cleaning', new Date(startMs));
    await fewSeconds();
    expect(await told('P-4')).toMatchObject({ status: 'needs-cleaning' });
    await client.query('SELECT pg_advisory_unlock(7261012)');
    client.release();
    await ward.database.pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'wardmap-worker' AND pid <> pg_backend_pid()`,
    );
    await expect.poll(() => told('P-4'), patience).toMatchObject({ status: 'in-use', source: 'place' });
  });

  it('comes to nothing else however often the rounds are run', async () => {
    const before = await Promise.all(['P-0', 'P-1', 'P-2', 'P-3', 'P-4', 'PART'].map(history));
    const again = new StatusRounds(ward.database, () => undefined);
    for (let round = 0; round < 3; round++) await again.round();
    expect(await Promise.all(['P-0', 'P-1', 'P-2', 'P-3', 'P-4', 'PART'].map(history))).toEqual(before);
  });
});
