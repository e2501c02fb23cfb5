import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetSchema } from '#contracts/assets';
import { floorFrameSchema, floorSnapshotSchema, livePath, type FloorHearing } from '#contracts/live';
import { startTestApi, type TestApi } from './running-api.js';
import { patience } from '../support/patience.js';

const minute = 60_000;

describe('readers that fall silent', () => {
  let api: TestApi;
  let ground: { id: number; zones: { id: number }[]; readers: { id: number; key: string }[] };
  let socket: Socket;
  const told: FloorHearing[] = [];
  const pump = async () => assetSchema.parse((await api.ask('GET', '/api/v1/assets/1')).body).position!;

  const hear = (readerKey: string, tagKey: string) =>
    api.ask('POST', '/api/v1/readings', {
      body: { readings: [{ readerKey, tagKey, rssiDbm: -60, observedAt: Date.now() }] },
    });
  beforeAll(async () => {
    api = await startTestApi('postgres');
    const { sites } = (await api.ask('GET', '/api/v1/sites')).body;
    ground = (await api.ask('GET', `/api/v1/floors/${sites[0].buildings[0].floors[0].id}`)).body;
    socket = io(api.url, { path: livePath, extraHeaders: { Authorization: `Bearer ${api.keys.read}` } });
    await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
    socket.on('floor:frame', (message) => {
      const { hearing } = floorFrameSchema.parse(message);
      if (hearing) told.push(hearing);
    });
    const { snapshot } = (await socket.emitWithAck('floor:join', { floorId: ground.id })) as { snapshot: unknown };
    told.push(floorSnapshotSchema.parse(snapshot).hearing);
    await api.database.pool.query(
      `INSERT INTO current_position VALUES ((SELECT tag_id FROM asset WHERE id = 1), $1, 2, 1, 1, 1, 0, 2.5, $2, NULL, now() - interval '10 min',
         'grid', 0, 0, '\\x00', $3, false, 5000)`,
      [ground.id, ground.zones[0].id, JSON.stringify([[ground.zones[0].id, 0.8]])],
    );
  });
  afterAll(async () => {
    socket?.disconnect();
    await api?.close();
  });

  it('are no news on a floor where no reader ever reported: it is not connected yet', async () => {
    await expect.poll(() => told.at(-1), patience).toEqual({ connected: false, blindZones: [] });
    expect((await pump()).freshness).toBe('lost');
  });

  it('are heard again by the reading of any tag, registered or not', async () => {
    // Again until it is told: who is silent for a minute, on a machine that stalls, is silent.
    const heardAgain = async () => (await hear('r3', 'nobody'), await hear('r1', 'nobody'), told.at(-1));
    await expect.poll(heardAgain, patience).toEqual({ connected: true, blindZones: [] });
    await expect
      .poll(async () => (await api.database.pool.query('SELECT 1 FROM reader_status')).rowCount, patience)
      .toBe(2);
  });
});

describe('a house in which one floor went silent', () => {
  let api: TestApi;
  afterAll(() => api?.close());

  it('has blind zones there, and calls what was last seen in them out of hearing and not lost', async () => {
    api = await startTestApi('postgres');
    const { sites } = (await api.ask('GET', '/api/v1/sites')).body;
    const floorId = sites[0].buildings[0].floors[0].id as number;
    const zoneId = (await api.ask('GET', `/api/v1/floors/${floorId}`)).body.zones[0].id as number;
    const silentSince = Date.now() - 9 * minute;
    await api.database.pool.query(`INSERT INTO reader_status SELECT id, $1, 500 FROM reader WHERE floor_id = $2`, [
      new Date(silentSince),
      floorId,
    ]);
    await api.database.pool.query(
      `INSERT INTO current_position VALUES ((SELECT tag_id FROM asset WHERE id = 1), $1, 2, 1, 1, 1, 0, 2.5, $2, NULL, $3, 'grid', 0, 0, '\\x00')`,
      [floorId, zoneId, new Date(silentSince - 1000)],
    );
    // The upper floor is heard: the silence below is that of its readers and not of the whole house.
    const hear = (readerKey: string) =>
      api.ask('POST', '/api/v1/readings', {
        body: { readings: [{ readerKey, tagKey: 'nobody', rssiDbm: -60, observedAt: Date.now() }] },
      });
    const position = async () => assetSchema.parse((await api.ask('GET', '/api/v1/assets/1')).body).position!;
    await expect.poll(async () => (await hear('r3'), (await position()).freshness), patience).toBe('blind');
    expect((await position()).blindSince).toBe(new Date(silentSince).toISOString());
    const socket = io(api.url, { path: livePath, extraHeaders: { Authorization: `Bearer ${api.keys.read}` } });
    try {
      const { snapshot } = (await socket.emitWithAck('floor:join', { floorId })) as { snapshot: unknown };
      expect(floorSnapshotSchema.parse(snapshot).hearing).toEqual({
        connected: true,
        blindZones: [
          [zoneId, silentSince],
          [0, silentSince],
        ],
      });
      const frames: FloorHearing[] = [];
      socket.on('floor:frame', (frame) => floorFrameSchema.parse(frame).hearing && frames.push(frame.hearing));
      await expect
        .poll(async () => (await hear('r1'), frames.at(-1)), patience)
        .toEqual({ connected: true, blindZones: [] });
      expect((await position()).freshness).toBe('lost');
    } finally {
      socket.disconnect();
    }
  });
});
