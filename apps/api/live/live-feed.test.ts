import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ToldPosition } from '#contracts/bus';
import { seesEverything } from '#contracts/visibility';
import { LiveBus } from '#messaging/live-bus';
import { Directory } from '../directory/directory.js';
import { FloorHub } from './floor-hub.js';
import { LiveFeed } from './live-feed.js';

const quiet = { warn: () => undefined, info: () => undefined };
const silence = new Promise<never>(() => undefined);

/** An engine room: bus and database that can be cut off or keep silent. */
class Engines {
  connected = true;
  maxLineBytes = 8_000;
  gap = () => {};
  pings = 0;
  reads = 0;
  answer: Promise<unknown> = Promise.resolve();
  rows: object[] = [];

  async listen(_onLine: (line: string) => void, onGap: () => void) {
    this.gap = onGap;
  }
  async send() {}
  async close() {}
  async current() {
    this.reads++;
    await this.answer;
    return this.rows as never;
  }
  ping = () => (this.pings++, this.answer);
}

const ofTheHouse = { icon: 'pump', status: 'available', department: null, person: false } as const;

async function started() {
  const engines = new Engines();
  const assets = [
    { tagId: 7, assetId: 1, name: 'Pump', number: 'P1', typeKey: 'pump', typeName: 'Pump', ...ofTheHouse },
  ];
  const store = {
    version: async () => 1,
    readers: async () => [],
    floors: async () => [],
    tags: async () => [],
    liveAssets: async () => assets,
  };
  const bus = new LiveBus(engines, () => undefined);
  const feed = new LiveFeed(new FloorHub(), engines, bus, new Directory(store, quiet), engines.ping, quiet);
  await feed.start();
  return { engines, feed };
}

describe('the live feed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('says so when the database keeps silent, and takes it back when it answers', async () => {
    const { engines, feed } = await started();
    let speak!: () => void;
    engines.answer = new Promise<void>((resolve) => (speak = resolve));
    await vi.advanceTimersByTimeAsync(5_500);
    expect(feed.status).toMatchObject({ state: 'degraded', reason: expect.stringContaining('database') });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(engines.pings).toBe(1);
    speak();
    await vi.advanceTimersByTimeAsync(1);
    expect(feed.status.state).toBe('ok');
    feed.close();
  });

  it('lets a slow database finish what it was asked after a gap', async () => {
    const { engines, feed } = await started();
    engines.answer = new Promise((resolve) => setTimeout(resolve, 10_000));
    engines.gap();
    await vi.advanceTimersByTimeAsync(4_000);
    expect(feed.status.reason).toContain('database');
    await vi.advanceTimersByTimeAsync(6_001);
    expect([feed.status.state, engines.reads]).toEqual(['ok', 2]);
    feed.close();
  });

  it('says that the bus is away while the database keeps silent', async () => {
    const { engines, feed } = await started();
    engines.answer = silence;
    await vi.advanceTimersByTimeAsync(2_500);
    engines.connected = false;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(feed.status).toMatchObject({ state: 'degraded', reason: expect.stringContaining('New positions') });
    feed.close();
  });

  it('is not well again before what was lost during a read has been read', async () => {
    const { engines, feed } = await started();
    engines.answer = new Promise((resolve) => setTimeout(resolve, 1_000));
    engines.gap();
    await vi.advanceTimersByTimeAsync(500);
    engines.gap();
    await vi.advanceTimersByTimeAsync(600);
    expect([feed.status.state, engines.reads]).toEqual(['degraded', 2]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([feed.status.state, engines.reads]).toEqual(['ok', 3]);
    feed.close();
  });

  it('finds within a minute what was committed but never published, and forgets what is not known any more', async () => {
    const { engines, feed } = await started();
    const row: ToldPosition = {
      tagId: 7,
      floorId: 3,
      x: 1,
      y: 2,
      radius90M: 1.5,
      zoneId: null,
      observedAt: 1_000,
      method: 'grid',
      zones: [{ zoneId: 4, probability: 0.5 }],
      ambiguous: false,
      reportingIntervalMs: null,
    };
    engines.rows = [row];
    await vi.advanceTimersByTimeAsync(58_000);
    expect(feed.hub.snapshot(3, 0, seesEverything).fixes).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(feed.hub.snapshot(3, 0, seesEverything).fixes).toEqual([[7, 1, 2, 1.5, 0, 1_000, 3, 0, 0, 4, 50]]);
    expect([feed.status.state, engines.reads]).toEqual(['ok', 2]);
    engines.rows = [];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(feed.hub.snapshot(3, 0, seesEverything).fixes).toEqual([]);
    feed.close();
  });
});
