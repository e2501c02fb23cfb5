import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { openMigrated } from './open-migrated.js';

describe('a transaction', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openMigrated('transaction');
  });
  afterAll(() => database.close());

  const settings = async () =>
    (
      await database.pool.query<{ key: string; value: number }>(
        `SELECT key, value FROM setting WHERE key IN ('a', 'b') ORDER BY key`,
      )
    ).rows;

  it('leaves nothing behind when its work fails, and the connection serves on', async () => {
    const failing = inTransaction(database.pool, async (client) => {
      await client.query(`INSERT INTO setting VALUES ('a', '1')`);
      await client.query('SELECT 1 / 0');
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await settings()).toEqual([]);
  });

  it('is run again when two that lock crosswise would wait for each other for ever', async () => {
    await database.pool.query(`INSERT INTO setting VALUES ('a', '0'), ('b', '0')`);
    let arrived = 0;
    let bothHere: () => void;
    const meeting = new Promise<void>((resolve) => (bothHere = resolve));
    const addOne = (first: string, second: string) =>
      inTransaction(database.pool, async (client) => {
        const add = 'UPDATE setting SET value = to_jsonb(value::int + 1) WHERE key = $1';
        await client.query(add, [first]);
        if (++arrived === 2) bothHere();
        await meeting;
        await client.query(add, [second]);
      });
    await Promise.all([addOne('a', 'b'), addOne('b', 'a')]);
    expect(await settings()).toEqual([
      { key: 'a', value: 2 },
      { key: 'b', value: 2 },
    ]);
    // Once more at least: the other may be so slow to go on that the two meet crosswise again.
    expect(arrived).toBeGreaterThan(2);
  });
});
