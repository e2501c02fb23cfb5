import { createServer, connect, type Server, type Socket, type AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import type { LiveStatus } from '#contracts/live';
import { livePath } from '#contracts/live';
import { hasRedis } from '../support/redis.js';
import { patience } from '../support/patience.js';
import { startTestApi } from './running-api.js';

/** A line to an engine that can be cut and mended. */
class Line {
  private readonly sockets = new Set<Socket>();
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}
  private cutOff = false;

  static async to(address: string): Promise<Line> {
    const target = new URL(address);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(address);
    url.hostname = '127.0.0.1';
    url.port = String((server.address() as AddressInfo).port);
    const line = new Line(server, url.href);
    server.on('connection', (near) => {
      if (line.cutOff) return near.destroy();
      const far = connect(Number(target.port), target.hostname);
      for (const [socket, other] of [
        [near, far],
        [far, near],
      ]) {
        line.sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => (other.destroy(), line.sockets.delete(socket)));
        socket.pipe(other);
      }
      return undefined;
    });
    return line;
  }

  cut(): void {
    this.cutOff = true;
    for (const socket of this.sockets) socket.destroy();
  }

  mend(): void {
    this.cutOff = false;
  }

  close(): void {
    this.cut();
    this.server.close();
  }
}

describe.each(['postgres', 'redis'] as const)('while %s is away', (backend) => {
  it.skipIf(backend === 'redis' && !hasRedis)(
    'nothing is called accepted, the map says so, and all goes on afterwards',
    async () => {
      let line!: Line;
      const through = async (url: string) => (line = await Line.to(url)).url;
      const api = await startTestApi(backend, {}, { through, answerWithinMs: undefined });
      const socket = io(api.url, { path: livePath, extraHeaders: { Authorization: `Bearer ${api.keys.read}` } });
      try {
        const states: LiveStatus[] = [];
        socket.on('live:status', (status: LiveStatus) => states.push(status));
        const send = () =>
          api.ask('POST', '/api/v1/readings', {
            key: api.keys.ingest,
            body: { readings: [{ readerKey: 'r1', tagKey: 't1', rssiDbm: -60, observedAt: Date.now() }] },
          });
        expect((await send()).status).toBe(202);
        await expect.poll(() => states.map(({ state }) => state)).toEqual(['ok']);

        line.cut();
        const refused = await send();
        expect([refused.status, refused.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
        expect(refused.text).not.toMatch(/ECONN|127\.0\.0\.1/);
        await expect.poll(() => states.at(-1)?.state, patience).toBe('degraded');
        const ready = await api.ask('GET', '/api/v1/health/ready', { key: null });
        expect([ready.status, ready.body.checks.queue.ok]).toEqual([503, false]);
        expect((await api.ask('GET', '/api/v1/health/live', { key: null })).status).toBe(200);

        line.mend();
        await expect.poll(() => states.at(-1), patience).toEqual({ state: 'ok', reason: '' });
        await expect.poll(async () => (await send()).status, patience).toBe(202);
      } finally {
        socket.disconnect();
        await api.close();
        line.close();
      }
    },
  );
});
