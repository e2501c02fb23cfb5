import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttemptStore } from '#storage/attempt-store';
import type { Database } from '#storage/database';
import { openMigrated } from './open-migrated.js';

describe('attempts', () => {
  let database: Database;
  let nowMs = Date.UTC(2026, 10, 21);
  let store: AttemptStore;
  let keys = 0;
  const own = (free: number, mostS: number) => [{ key: `key ${++keys}`, free, mostS }];
  beforeAll(async () => {
    database = await openMigrated('attempts');
    store = new AttemptStore(database, () => nowMs);
  });
  afterAll(() => database?.close());

  it('wait twice as long after each one beyond the free ones, up to the most', async () => {
    const slowdown = own(3, 60);
    const waits: number[] = [];
    for (let times = 0; times < 12; times++) {
      const waitS = await store.begin(slowdown);
      waits.push(waitS);
      nowMs += waitS * 1000;
      if (waitS > 0) expect(await store.begin(slowdown)).toBe(0);
    }
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]);
  });

  it('that are refused count nowhere, neither here nor under the other keys', async () => {
    const [one] = own(1, 60);
    const [other] = own(1, 60);
    await store.begin([one]);
    await store.begin([one]);
    for (let times = 0; times < 5; times++) expect(await store.begin([other, one])).toBe(1);
    expect(await store.begin([other])).toBe(0);
    expect(await store.begin([other])).toBe(0);
    expect(await store.begin([other])).toBe(1);
  });

  it('that were right are taken back', async () => {
    const slowdown = own(2, 60);
    for (let times = 0; times < 20; times++) {
      expect(await store.begin(slowdown)).toBe(0);
      await store.succeeded(slowdown);
    }
  });

  it('start afresh after an hour, and their rows go after two', async () => {
    const slowdown = own(1, 60);
    for (let times = 0; times < 2; times++) await store.begin(slowdown);
    expect(await store.begin(slowdown)).toBe(1);
    nowMs += 3_601_000;
    for (const waitS of [0, 0, 1]) expect(await store.begin(slowdown)).toBe(waitS);
    nowMs += 7_201_000;
    await store.tidy();
    expect((await database.pool.query('SELECT FROM sign_in_delay')).rowCount).toBe(0);
  });

  it('at once are never more than the free ones and one', async () => {
    const slowdown = [...own(4, 60), ...own(100, 60)];
    const answers = await Promise.all(Array.from({ length: 30 }, () => store.begin(slowdown)));
    expect(answers.filter((waitS) => waitS === 0)).toHaveLength(5);
  });
});
