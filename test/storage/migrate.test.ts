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

  it('say of assets that are older than the column that they carry their tags since the upgrade', async () => {
    const url = await createDatabase('migrate');
    await migrate(url);
    while ((await revertLastMigration(url)) !== 'TagSince1795403000000');
    const client = new pg.Client(url);
    await client.connect();
    await client.query(`INSERT INTO asset_type (key, name) VALUES ('pump', 'Pump')`);
    await client.query(
      `INSERT INTO asset (number, name, asset_type_id, created_at) SELECT 'P-1', 'Pump', id, '2026-01-01' FROM asset_type`,
    );
    const { rows: before } = await client.query<{ at: Date }>('SELECT now() AS at');
    await migrate(url);
    const { rows } = await client.query<{ since: Date }>('SELECT tag_since AS since FROM asset');
    await client.end();
    expect(rows[0].since.getTime()).toBeGreaterThanOrEqual(before[0].at.getTime());
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
