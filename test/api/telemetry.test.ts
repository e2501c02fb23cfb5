import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { assetDetailSchema } from '#contracts/assets';
import { problemSchema } from '#contracts/problem';
import { telemetryAcceptedSchema } from '#contracts/telemetry';
import { KeyStore } from '#storage/key-store';
import { PlacesStore } from '#storage/places-store';
import { patience } from '../support/patience.js';
import { startTestApi, type TestApi, testPlan } from './running-api.js';

describe('POST /api/v1/telemetry', () => {
  let api: TestApi;
  let annexId: number;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    const plan = testPlan(0);
    const annex = {
      ...plan,
      site: { ...plan.site, key: 'annex', name: 'Annex' },
      readers: plan.readers.slice(0, 1).map((reader) => ({ ...reader, key: 'annex-r1' })),
    };
    await new PlacesStore(api.database).importFloorplan(annex, '<svg xmlns="http://www.w3.org/2000/svg"/>');
    annexId = await idOf('site', 'annex');
  });
  afterAll(() => api?.close());

  const idOf = async (table: string, key: string) =>
    (await api.database.pool.query<{ id: number }>(`SELECT id FROM ${table} WHERE key = $1`, [key])).rows[0].id;
  const startMs = Date.now() - 600_000;
  const said = (more: object = {}) => ({ tagKey: 't1', batteryPercent: 83, observedAt: startMs, ...more });
  const send = (telemetry: object[], key?: string) =>
    api.ask('POST', '/api/v1/telemetry', { body: { telemetry }, ...(key === undefined ? {} : { key }) });
  const detailOf = async (number: string) => {
    const { body } = await api.ask('GET', `/api/v1/assets?search=${number}`);
    return assetDetailSchema.parse((await api.ask('GET', `/api/v1/assets/${body.assets[0].id}`)).body);
  };
  const battery = async (number = 'P-1') => (await detailOf(number)).battery;
  const isHouse = ({ key }: { key: string }) => key === 'house';
  const at = (ms: number) => new Date(ms).toISOString();

  it('stores what registered tags say of their batteries, and the asset that carries one tells it', async () => {
    expect(await battery()).toBeNull();
    const answer = await send([
      said(),
      said({ tagKey: 'AA:BB:CC:00:00:02', batteryPercent: undefined, batteryMv: 2950 }),
    ]);
    expect([answer.status, telemetryAcceptedSchema.parse(answer.body)]).toEqual([
      202,
      { accepted: 2, rejected: [], ignored: { unknownReader: 0, unknownTag: 0 } },
    ]);
    expect(await battery()).toEqual({ percent: 83, millivolts: null, observedAt: at(startMs) });
    expect(await battery('P-2')).toEqual({ percent: null, millivolts: 2950, observedAt: at(startMs) });
  });

  it('keeps the newest observation, within a batch and over batches, and adds what was said at the same moment', async () => {
    await send([said({ observedAt: startMs + 2000, batteryPercent: 80 }), said({ observedAt: startMs + 1000 })]);
    expect(await battery()).toEqual({ percent: 80, millivolts: null, observedAt: at(startMs + 2000) });
    const late = await send([said({ observedAt: startMs + 1500, batteryPercent: 99, batteryMv: 3000 })]);
    expect(late.body.accepted).toBe(1);
    expect(await battery()).toEqual({ percent: 80, millivolts: null, observedAt: at(startMs + 2000) });
    await send([said({ observedAt: startMs + 2000, batteryPercent: undefined, batteryMv: 2900 })]);
    expect(await battery()).toEqual({ percent: 80, millivolts: 2900, observedAt: at(startMs + 2000) });
    await send([said({ observedAt: startMs + 3000, batteryPercent: 79.96 })]);
    expect(await battery()).toEqual({ percent: 80, millivolts: null, observedAt: at(startMs + 3000) });
  });

  it('says of each wrong item what was wrong, counts unknown tags and readers, and takes the rest', async () => {
    const answer = await send([
      said({ batteryPercent: 101 }),
      said({ batteryPercent: undefined }),
      said({ batteryMv: 0 }),
      said({ observedAt: Date.now() + 3_600_000 }),
      { batteryPercent: 5, observedAt: startMs },
      said({ tagKey: 'stranger' }),
      said({ readerKey: 'nobody' }),
      said({ observedAt: startMs + 4000 }),
    ]);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 0, field: 'batteryPercent', reason: 'must be 100 % or less' },
        { index: 1, field: 'batteryPercent', reason: expect.stringContaining('batteryMv') },
        { index: 2, field: 'batteryMv' },
        { index: 3, field: 'observedAt' },
        { index: 4, field: 'tagKey' },
      ],
      ignored: { unknownReader: 1, unknownTag: 1 },
    });
  });

  it('takes gzip, corrects the clock of the sender, and refuses what is no batch and keys that may not send', async () => {
    const batch = {
      sentAt: Date.now() - 60_000,
      telemetry: [said({ observedAt: Date.now() - 70_000, batteryPercent: 42 })],
    };
    const headers = { 'Content-Encoding': 'gzip' };
    const packed = await api.ask('POST', '/api/v1/telemetry', { body: gzipSync(JSON.stringify(batch)), headers });
    expect(packed.body.accepted).toBe(1);
    const { percent, observedAt } = (await battery())!;
    expect(percent).toBe(42);
    expect(Math.abs(Date.parse(observedAt) - (Date.now() - 10_000))).toBeLessThan(60_000);
    for (const body of [{}, { telemetry: [] }, { telemetry: Array.from({ length: 5001 }, () => 0) }]) {
      const answer = await api.ask('POST', '/api/v1/telemetry', { body });
      expect([answer.status, problemSchema.parse(answer.body).title]).toEqual([400, expect.any(String)]);
    }
    expect((await send([said()], api.keys.read)).status).toBe(403);
    expect((await send([said()], api.keys.manage)).status).toBe(403);
  });

  describe('with a key for some readers', () => {
    let gateway: string;
    let annex: string;
    beforeAll(async () => {
      const house = {
        siteIds: null,
        departments: null,
        expiresAt: null,
        createdBy: 'test',
        scopes: ['ingest'] as const,
      };
      const store = new KeyStore(api.database);
      const { pool } = api.database;
      const ofGateway = {
        ...house,
        kind: 'gateway' as const,
        name: 'Gateway',
        readerIds: [await idOf('reader', 'r1')],
      };
      gateway = (await store.add(ofGateway, pool)).secret;
      const ofAnnex = { ...house, kind: 'integration' as const, name: 'Annex', readerIds: [], siteIds: [annexId] };
      annex = (await store.add(ofAnnex, pool)).secret;
      // The api hears of the imported readers within seconds.
      await vi.waitFor(async () => {
        const { body } = await send([said({ readerKey: 'annex-r1', tagKey: 'stranger' })], annex);
        expect(body).toMatchObject({ ignored: { unknownReader: 0 } });
      }, patience);
    });

    it('must name a reader of its own, and a batch with another’s reader is refused whole and recorded', async () => {
      const unnamed = await send([said({ observedAt: Date.now(), batteryPercent: 1 })], gateway);
      expect(unnamed.body).toMatchObject({ accepted: 0, rejected: [{ index: 0, field: 'readerKey' }] });
      const others = await send(
        [
          said({ readerKey: 'r1', observedAt: Date.now(), batteryPercent: 2 }),
          said({ readerKey: 'annex-r1', observedAt: Date.now(), batteryPercent: 3 }),
        ],
        gateway,
      );
      expect([others.status, problemSchema.parse(others.body).errors]).toEqual([
        403,
        [{ pointer: '/telemetry/1/readerKey', detail: expect.stringContaining('"annex-r1"') }],
      ]);
      expect((await battery())!.percent).toBe(42);
      const recorded = async () => {
        const { rows } = await api.database.pool.query<{ why: string }>(
          `SELECT after ->> 'why' AS why FROM audit_event WHERE action = 'access.refused' AND actor_name LIKE '%Gateway%'`,
        );
        return rows.map(({ why }) => why).join();
      };
      await expect.poll(recorded, patience).toContain('may not report for the reader "annex-r1"');
      const own = await send([said({ readerKey: 'r1', observedAt: Date.now(), batteryPercent: 41 })], gateway);
      expect(own.body.accepted).toBe(1);
      expect((await battery())!.percent).toBe(41);
    });

    it('writes nothing of a tag that was last heard on another site, which is to it like one that does not exist', async () => {
      await api.database.pool.query(
        `INSERT INTO current_position (tag_id, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, observed_at, method, partition,
           journal_sequence, state)
         VALUES ($1, $2, 1, 1, 1, 1, 0, 2, now(), 'grid', 0, 0, '')`,
        [
          await idOf('tag', 't1'),
          (await api.ask('GET', '/api/v1/sites')).body.sites.find(isHouse).buildings[0].floors[0].id,
        ],
      );
      const answer = await send([said({ readerKey: 'annex-r1', observedAt: Date.now(), batteryPercent: 7 })], annex);
      const nowhere = await send([said({ readerKey: 'annex-r1', tagKey: 'no-such-tag' })], annex);
      expect(answer.text).toBe(nowhere.text);
      expect(answer.body).toEqual({ accepted: 0, rejected: [], ignored: { unknownReader: 0, unknownTag: 1 } });
      expect((await battery())!.percent).toBe(41);
      const own = await send([said({ readerKey: 'r1', observedAt: Date.now(), batteryPercent: 40 })], gateway);
      expect([own.body.accepted, (await battery())!.percent]).toEqual([1, 40]);
    });
  });

  it('stands in the export, and goes with its tag to another asset', async () => {
    const { text } = await api.ask('GET', '/api/v1/assets/export.csv');
    const [header, ...lines] = text.split('\r\n').map((line) => line.split(','));
    const cells = lines.find(([number]) => number === 'P-1')!;
    expect(header.slice(-3)).toEqual(['battery_percent', 'battery_mv', 'battery_at']);
    expect(cells.slice(-3)).toEqual(['40', '', expect.stringMatching(/^\d{4}-.*Z$/)]);
    const { id } = await detailOf('P-2');
    const moved = await api.ask('PUT', `/api/v1/assets/${id}/tag`, { body: { tagKey: 't1', move: true } });
    expect(assetDetailSchema.parse(moved.body).battery!.percent).toBe(40);
    expect(await battery('P-1')).toBeNull();
  });
});
