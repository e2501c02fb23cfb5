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

  it('say of parts since when they belong to their kits as far as the audit trail knows, and else since the upgrade', async () => {
    const url = await createDatabase('migrate');
    await migrate(url);
    while ((await revertLastMigration(url)) !== 'KitMembership1795562000000');
    const client = new pg.Client(url);
    await client.connect();
    await client.query(`INSERT INTO asset_type (key, name) VALUES ('cart', 'Cart')`);
    await client.query(
      `INSERT INTO asset (number, name, asset_type_id) SELECT number, 'Cart', id
       FROM asset_type, unnest('{KIT,A,B}'::text[]) AS number`,
    );
    await client.query(
      `UPDATE asset SET kit_id = (SELECT id FROM asset WHERE number = 'KIT') WHERE number IN ('A', 'B')`,
    );
    await client.query('SET session_replication_role = replica');
    const event = (id: number, day: string, before: object | null, after: object) =>
      client.query(
        `INSERT INTO audit_event (id, at, actor_kind, actor_name, action, subject_kind, subject, before, after, address, request_id, hash)
         VALUES ($1, $2, 'person', 'Nora', 'asset.change', 'asset', 'A', $3, $4, '', '', '')`,
        [id, day, before && JSON.stringify(before), JSON.stringify(after)],
      );
    await event(1, '2026-03-01', null, { kitNumber: 'OLD' });
    await event(2, '2026-04-01', { kitNumber: 'OLD' }, { kitNumber: 'KIT' });
    await event(3, '2026-05-01', { kitNumber: 'KIT' }, { kitNumber: 'KIT' });
    const { rows: before } = await client.query<{ at: Date }>('SELECT now() AS at');
    await migrate(url);
    const { rows } = await client.query<{ number: string; since: Date }>(
      'SELECT number, since FROM kit_membership JOIN asset ON asset.id = asset_id ORDER BY number',
    );
    await client.end();
    expect(rows.map(({ number }) => number)).toEqual(['A', 'B']);
    expect(rows[0].since.toISOString().slice(0, 7)).toMatch(/^2026-0[34]/);
    expect(rows[1].since.getTime()).toBeGreaterThanOrEqual(before[0].at.getTime());
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
