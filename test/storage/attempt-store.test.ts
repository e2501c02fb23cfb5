import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AttemptStore } from '#storage/attempt-store';
import type { Database } from '#storage/database';
import { openMigrated } from './open-migrated.js';
import { patience } from '../support/patience.js';

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

  it('that were right wait for their keys in the order of the keys, so that nobody waits crosswise', async () => {
    const [first, last] = [...own(9, 60), ...own(9, 60)];
    // Stored the other way round: an UPDATE that chooses its order itself comes to the last one first.
    await store.begin([last]);
    await store.begin([first]);
    const client = await database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT FROM sign_in_delay WHERE key = $1 FOR UPDATE', [first.key]);
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const done = store.succeeded([last, first]);
      const waiting = async () =>
        (
          await database.pool.query('SELECT FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))', [
            rows[0].pid,
          ])
        ).rowCount;
      await expect.poll(waiting, patience).toBe(1);
      await client.query('SELECT FROM sign_in_delay WHERE key = $1 FOR UPDATE NOWAIT', [last.key]);
      await client.query('COMMIT');
      await done;
    } finally {
      client.release();
    }
    const kept = await database.pool.query('SELECT attempts FROM sign_in_delay WHERE key = ANY ($1)', [
      [first.key, last.key],
    ]);
    expect(kept.rows).toEqual([{ attempts: 0 }, { attempts: 0 }]);
  });
});
