import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  livePath,
  type ClientToServer,
  packFrame,
  type FloorFrame,
  type FloorSnapshot,
  type LiveAsset,
  type ServerToClient,
} from '#contracts/live';
import { patience } from '../../../test/support/patience.js';
import { connectionStatus } from './connection-status.js';
import { LiveConnection } from './live-connection.js';

const pump: LiveAsset = {
  ...{ tagId: 7, assetId: 70, name: 'Pump 7', number: 'P-7', typeKey: 'pump', typeName: 'Pump' },
  ...{ icon: 'pump', status: 'available', department: null },
};

/** A server as the contract has it, whose floor 1 holds one pump; floor 2 is refused. */
class SmallServer {
  joins = 0;
  /** Floor 1 is not shown to this client any more. */
  closed = false;
  pumpX = 3;
  sequence = 40;
  readonly http: HttpServer = createServer();
  readonly io = new Server<ClientToServer, ServerToClient>(this.http, { path: livePath });

  async listen(): Promise<string> {
    this.io.on('connection', (socket) => {
      socket.on('floor:join', ({ floorId }, answer) => {
        this.joins++;
        const there = floorId === 1 && !this.closed;
        answer(there ? { snapshot: this.snapshot() } : { error: `There is no floor ${floorId}.`, absent: true });
      });
    });
    await new Promise<void>((done) => this.http.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  snapshot(): FloorSnapshot {
    const now = Date.now();
    return {
      floorId: 1,
      sequence: this.sequence,
      serverTime: now,
      assets: [pump],
      fixes: [[7, this.pumpX, 4, 2, 0, now, 0, 0, 0]],
      hearing: { connected: true, blindZones: [] },
    };
  }

  send(sequence: number, change: Partial<FloorFrame> = {}): void {
    this.sequence = sequence;
    const now = Date.now();
    const frame = { floorId: 1, sequence, serverTime: now, newestObservedAt: now, assets: [], gone: [] };
    const places = { fixes: [], moves: [], heard: [] };
    this.io.emit('floor:frame', packFrame({ ...frame, ...places, ...change }));
  }
}

let server: SmallServer;
let live: LiveConnection;

beforeEach(async () => {
  server = new SmallServer();
  live = new LiveConnection();
  live.open(() => {}, await server.listen());
  live.watch(1);
  await vi.waitFor(() => expect(live.facts.joined).toBe(true), patience);
});

afterEach(async () => {
  live.close();
  await server.io.close();
});

const xOfPump = () => live.floor?.tags.get(7)?.x;
const kind = () => connectionStatus(live.facts, Date.now()).kind;

describe('the live connection', () => {
  it('follows the frames after the snapshot', async () => {
    server.send(41, { fixes: [[7, 5, 4, 2, 0, Date.now(), 0, 0, 0]] });
    await vi.waitFor(() => expect(xOfPump()).toBe(5), patience);
    expect(kind()).toBe('live');
  });

  it('joins again after a lost frame and takes everything from the new snapshot', async () => {
    server.pumpX = 9;
    server.send(43);
    server.send(44);
    await vi.waitFor(() => expect(xOfPump()).toBe(9), patience);
    expect(server.joins).toBe(2);
  });

  it('is right again after the line was cut, without a reload', async () => {
    server.pumpX = 12;
    server.io.disconnectSockets(true);
    await vi.waitFor(() => expect(kind()).toBe('reconnecting'), patience);
    expect(xOfPump()).toBe(3);
    await vi.waitFor(() => expect(xOfPump()).toBe(12), patience);
    expect(live.facts.joined).toBe(true);
  });

  it('keeps nothing of a floor that it may not see any more', async () => {
    expect(live.floor?.tags.size).toBe(1);
    server.closed = true;
    server.send(Number.MAX_SAFE_INTEGER);
    await expect.poll(() => live.facts.refusal, patience).toContain('no floor');
    expect(live.floor).toBeNull();
  });

  it('says why a floor is refused', async () => {
    live.watch(2);
    await vi.waitFor(() => expect(kind()).toBe('refused'), patience);
    expect(live.facts.refusal).toBe('There is no floor 2.');
    expect(live.floor).toBeNull();
  });

  it('passes on what the server says of itself', async () => {
    server.send(41);
    server.io.emit('live:status', { state: 'degraded', reason: 'The database does not answer.' });
    await vi.waitFor(() => expect(kind()).toBe('degraded'), patience);
  });
});
