import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BusFix } from '#contracts/bus';
import { floorFrameSchema, floorSnapshotSchema, livePath, type FloorFrame, type FloorSnapshot } from '#contracts/live';
import { seesEverything } from '#contracts/visibility';
import { openMessaging, type Messaging } from '#messaging/open-messaging';
import { LiveFeed } from '../../apps/api/live/live-feed.js';
import { patienceMs } from '../support/patience.js';
import { hasRedis } from '../support/redis.js';
import { startTestApi, type TestApi } from './running-api.js';

describe.each(['postgres', 'redis'] as const)('the live map over %s', (backend) => {
  describe.skipIf(backend === 'redis' && !hasRedis)('', () => {
    let api: TestApi;
    let worker: Messaging;
    let floors: number[];
    let tags: number[];
    const sockets: Socket[] = [];

    beforeAll(async () => {
      api = await startTestApi(backend);
      const { sites } = (await api.ask('GET', '/api/v1/sites')).body;
      floors = sites[0].buildings[0].floors.map((floor: { id: number }) => floor.id);
      const { assets } = (await api.ask('GET', '/api/v1/assets')).body;
      tags = assets.map((asset: { tagId: number }) => asset.tagId);
      worker = await openMessaging({
        databaseUrl: api.databaseUrl,
        redisUrl: api.redisUrl,
        partitions: 4,
        role: 'producer',
        applicationName: 'test',
      });
    });
    afterEach(() => {
      for (const socket of sockets.splice(0)) socket.disconnect();
    });
    afterAll(async () => {
      await worker?.close();
      await api?.close();
    });

    const publish = (...fixes: BusFix[]) => worker.bus.publish('fixes', { fixes });

    async function connected(headers: Record<string, string>, transports = ['websocket']): Promise<Socket> {
      const socket = io(api.url, { path: livePath, transports, extraHeaders: headers, reconnection: false });
      sockets.push(socket);
      await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
      return socket;
    }
    const viewer = (transports?: string[]) => connected({ Authorization: `Bearer ${api.keys.read}` }, transports);

    async function joined(socket: Socket, floorId: number) {
      const frames: FloorFrame[] = [];
      socket.on('floor:frame', (frame) => frames.push(floorFrameSchema.parse(frame)));
      const { snapshot } = (await socket.timeout(patienceMs).emitWithAck('floor:join', { floorId })) as {
        snapshot: FloorSnapshot;
      };
      return { snapshot: floorSnapshotSchema.parse(snapshot), frames };
    }

    it('begins with a snapshot and goes on with frames in sequence, without a gap', async () => {
      const above = await joined(await viewer(), floors[1]);
      const now = Date.now();
      await publish([tags[0], floors[0], 1.23, 2, 3, 0, now - 1000, 3, 5_000, 1, 7, 62, 8, 30]);
      const { hub } = api.api.app.get(LiveFeed);
      await expect.poll(() => hub.snapshot(floors[0], Date.now(), seesEverything).fixes.length).toBe(1);
      // Two frames later it is no news any more, for nobody watches that floor.
      const before = above.frames.length;
      await expect.poll(() => above.frames.length).toBeGreaterThan(before + 1);
      const { snapshot, frames } = await joined(await viewer(), floors[0]);
      expect(snapshot.fixes).toEqual([[tags[0], 1.23, 2, 3, 0, now - 1000, 3, 5_000, 1, 7, 62, 8, 30]]);
      expect(snapshot.assets).toMatchObject([{ tagId: tags[0], name: 'Pump 1', number: 'P-1', typeName: 'Pump' }]);

      await publish([tags[0], floors[0], 5, 5, 3, 0, now, 0, 0, 0]);
      // An older fix, late from another reader, must not move the marker back.
      await publish([tags[0], floors[0], 1, 1, 3, 0, now - 500, 0, 0, 0]);
      // The bus keeps the order: who has heard of this one has heard of those before.
      await publish([tags[1], floors[0], 6, 6, 3, 0, now, 0, 0, 0]);
      await expect.poll(() => frames.flatMap((frame) => frame.fixes).map(([tagId]) => tagId)).toContain(tags[1]);
      // A second without news, and there is a frame all the same.
      await expect.poll(() => frames.at(-1)!.fixes.length).toBe(0);
      expect(frames.map((frame) => frame.sequence)).toEqual(frames.map((_, index) => snapshot.sequence + 1 + index));
      expect(frames.flatMap((frame) => frame.fixes).filter(([tagId]) => tagId === tags[0])).toEqual([
        [tags[0], 5, 5, 3, 0, now, 0, 0, 0],
      ]);
      expect(frames.flatMap((frame) => frame.assets).map((asset) => asset.tagId)).toEqual([tags[1]]);
      const heartbeats = frames.filter((frame) => frame.fixes.length === 0);
      expect(heartbeats.length).toBeGreaterThan(0);
      expect(frames.at(-1)?.newestObservedAt).toBe(now);
    });

    it('takes a tag off the floor that it left', async () => {
      const below = await joined(await viewer(['polling']), floors[0]);
      const above = await joined(await viewer(), floors[1]);
      const at = Date.now();
      await publish([tags[1], floors[1], 2, 2, 3, 0, at, 0, 0, 0]);
      await expect.poll(() => below.frames.flatMap((frame) => frame.gone)).toEqual([tags[1]]);
      await expect
        .poll(() => above.frames.flatMap((frame) => frame.fixes))
        .toEqual([[tags[1], 2, 2, 3, 0, at, 0, 0, 0]]);
    });

    it('lets a retired asset vanish', async () => {
      const assets = [{ number: 'P-9', name: 'Pump 9', typeKey: 'pump', tagKey: 't9' }];
      await api.ask('PUT', '/api/v1/assets', { body: { assets } });
      const tagId = (await api.ask('GET', '/api/v1/assets?search=P-9')).body.assets[0].tagId as number;
      const { frames } = await joined(await viewer(), floors[0]);
      await publish([tagId, floors[0], 2, 2, 3, 0, Date.now(), 0, 0, 0]);
      await expect.poll(() => frames.flatMap((frame) => frame.assets.map(({ name }) => name))).toEqual(['Pump 9']);
      await api.ask('DELETE', '/api/v1/assets', { body: { numbers: ['P-9'] } });
      await expect.poll(() => frames.flatMap((frame) => frame.gone)).toEqual([tagId]);
    });

    it('sends no more than five frames a second, however much changes', async () => {
      const { frames } = await joined(await viewer(), floors[0]);
      const start = Date.now();
      for (let step = 0; step < 50; step++) {
        await publish([tags[0], floors[0], step, 1, 1, 0, start + step, 0, 0, 0]);
        await sleep(20);
      }
      const seconds = (Date.now() - start) / 1000;
      expect(frames.length).toBeLessThanOrEqual(Math.ceil(seconds * 5) + 1);
      await expect.poll(() => frames.flatMap(({ fixes, moves }) => [...fixes, ...moves]).at(-1)?.[1]).toBe(49);
    });

    it('answers a join that makes no sense with what would be right', async () => {
      const socket = await viewer();
      expect(await socket.timeout(patienceMs).emitWithAck('floor:join', { floorId: 'one' })).toEqual({
        error: 'floor:join needs { floorId }, the number of a floor.',
      });
      expect(await socket.timeout(patienceMs).emitWithAck('floor:join', { floorId: 999_999 })).toEqual({
        error: 'There is no floor with the id 999999.',
        absent: true,
      });
    });

    it('says how it is at the start, and hears nothing more of a floor it left', async () => {
      const socket = await viewer();
      const { frames } = await joined(socket, floors[0]);
      socket.emit('floor:leave', { floorId: floors[0] });
      // An answer to something later says that it is done, and that all frames sent before are here.
      await socket.emitWithAck('floor:join', { floorId: 'none' });
      frames.length = 0;
      await sleep(1500);
      expect(frames).toEqual([]);
      const status = await new Promise((resolve) => {
        const other = io(api.url, { path: livePath, extraHeaders: { Authorization: `Bearer ${api.keys.read}` } });
        sockets.push(other);
        other.on('live:status', resolve);
      });
      expect(status).toEqual({ state: 'ok', reason: '' });
    });

    it('opens only to a key that may read, from a page of ours', async () => {
      await expect(connected({})).rejects.toThrow();
      await expect(connected({ Authorization: `Bearer ${api.keys.ingest}` })).rejects.toThrow();
      await expect(
        connected({ Authorization: `Bearer ${api.keys.read}`, Origin: 'http://evil.example' }),
      ).rejects.toThrow();
      const { headers } = await api.signIn('nurse');
      const cookie = await connected({ Cookie: headers.Cookie, Origin: api.url });
      expect(cookie.connected).toBe(true);
    });
  });
});
