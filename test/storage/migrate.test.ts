import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { checkDrift, migrate, revertLastMigration } from '#storage/migrate';
import { createDatabase } from '../support/database.js';

describe('migrations', () => {
  it('go up, down to nothing, and up again', async () => {
    const url = await createDatabase('migrate');
    const names = await migrate(url);
    expect(names[0]).toBe('FirstTables1795210000000');
    expect(await migrate(url)).toEqual([]);
    for (const name of [...names].reverse()) expect(await revertLastMigration(url)).toBe(name);
    expect(await revertLastMigration(url)).toBeNull();
    expect(await migrate(url)).toEqual(names);
    expect(await checkDrift(url)).toEqual([]);
  });

  it('run once when three processes start together', async () => {
    const url = await createDatabase('migrate');
    const done = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(done.flat()).toEqual(done.find((names) => names.length > 0));
  });

  it('leave a drift that is seen when a table lacks a column', async () => {
    const url = await createDatabase('migrate');
    await migrate(url);
    const client = new pg.Client(url);
    await client.connect();
    await client.query('ALTER TABLE asset DROP COLUMN retired_at');
    await client.end();
    expect(await checkDrift(url)).toEqual([expect.stringContaining('"retired_at"')]);
  });
});
