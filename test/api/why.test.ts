import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetSchema } from '#contracts/assets';
import { readConfiguration } from '#contracts/configuration';
import { assetWhySchema } from '#contracts/why';
import { WorkerModule } from '../../apps/worker/worker.module.js';
import { patience } from '../support/patience.js';
import { startTestApi, type TestApi } from './running-api.js';

describe('why an asset is shown where it is', () => {
  let api: TestApi;
  let worker: INestApplicationContext | null = null;
  const id = { pump: 0, silent: 0 };

  beforeAll(async () => {
    api = await startTestApi('postgres');
    const environment = { DATABASE_URL: api.databaseUrl, WARDMAP_PARTITIONS: '4', WARDMAP_WORKER_PORT: '0' };
    worker = await NestFactory.createApplicationContext(
      WorkerModule.with(readConfiguration(environment), () => undefined),
      { logger: false },
    );
    await worker.init();
    const { assets } = (await api.ask('GET', '/api/v1/assets')).body;
    [id.pump, id.silent] = assets.map((asset: { id: number }) => asset.id);
    const startMs = Date.now() - 12_000;
    for (let second = 0; second < 12; second++) {
      const reading = { tagKey: 't1', observedAt: startMs + second * 1000 };
      const readings = [
        { ...reading, readerKey: 'r1', rssiDbm: -62 },
        { ...reading, readerKey: 'AA:BB:CC:00:00:01', rssiDbm: -64 },
        { ...reading, readerKey: 'r3', rssiDbm: -88 },
      ];
      expect((await api.ask('POST', '/api/v1/readings', { body: { readings } })).status).toBe(202);
    }
  });
  afterAll(async () => {
    await worker?.close();
    await api?.close();
  });

  const pump = async () => assetSchema.parse((await api.ask('GET', `/api/v1/assets/${id.pump}`)).body).position;
  const why = async () => assetWhySchema.parse((await api.ask('GET', `/api/v1/assets/${id.pump}/why`)).body);

  it("is told with its position: zones with their chances, the method and the tag's rhythm", async () => {
    await expect.poll(async () => (await pump())?.reportingIntervalMs ?? null, patience).not.toBeNull();
    const position = (await pump())!;
    expect(position).toMatchObject({ method: 'grid', blindSince: null });
    expect(Math.abs(position.reportingIntervalMs! - 1000)).toBeLessThan(300);
    for (const { zoneName, probability } of position.zones) {
      expect(zoneName).toBe('Store');
      expect(probability).toBeGreaterThan(0);
    }
  });

  it('names the readers with the levels they heard and were expected to hear', async () => {
    await expect.poll(async () => (await why()).readers.length, patience).toBe(3);
    const answer = await why();
    expect(answer.remembered).toBe(true);
    expect(answer.readers.map(({ name, floorName }) => [name, floorName])).toEqual([
      ['r1', null],
      ['AA:BB:CC:00:00:01', null],
      ['r3', 'Floor 1'],
    ]);
    const [nearest, , above] = answer.readers;
    expect(nearest.levelDbm).toBeCloseTo(-62, 0);
    expect(Math.abs(nearest.expectedDbm! - nearest.levelDbm)).toBeLessThan(10);
    expect(nearest.packets).toBeGreaterThan(0);
    expect(above.distanceM).toBeNull();
    expect(answer.missing).toEqual([]);
    for (const { words } of answer.changes) expect(words).toMatch(/^[A-Z].*\.$/);
    expect(Date.parse(answer.restingSince ?? answer.observedAt)).toBeLessThanOrEqual(Date.parse(answer.observedAt));
  });

  it('says that nothing is remembered when the state cannot be read', async () => {
    // A worker would write the state again once its tag has been quiet.
    await worker?.close();
    worker = null;
    await api.database.pool.query(`UPDATE current_position SET state = '\\x00'`);
    const { remembered, readers, changes, atRest } = await why();
    expect({ remembered, readers, changes, atRest }).toEqual({
      remembered: false,
      readers: [],
      changes: [],
      atRest: null,
    });
  });

  it('answers 404 for an asset that nobody ever heard, and for none', async () => {
    for (const asset of [id.silent, 424242]) {
      const answer = await api.ask('GET', `/api/v1/assets/${asset}/why`);
      expect([answer.status, answer.body.detail]).toEqual([404, expect.stringContaining('was ever heard')]);
    }
    expect((await api.ask('GET', `/api/v1/assets/${id.pump}/why`, { key: null })).status).toBe(401);
  });
});
