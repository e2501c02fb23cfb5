import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { protectAudit } from '#storage/audit-protection';
import { AuditTrail } from '#storage/audit-trail';
import { verifyAudit } from '#storage/audit-verification';
import { type Database, openDatabase } from '#storage/database';
import { checkDrift, migrate } from '#storage/migrate';
import { ensureDays } from '#storage/position-days';
import { createDatabase, testDatabaseUrl } from '../support/database.js';

const role = `app_${randomBytes(4).toString('hex')}`;
let ownerUrl: string;
let url: string;
let database: Database;

async function asOwner(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const append = (subject: string) =>
  new AuditTrail(database).append({
    actor: { kind: 'system', id: null, name: 'test' },
    ...{ action: 'export', subjectKind: 'assets', subject, address: '', requestId: '' },
  });

describe('an audit trail whose database is protected', () => {
  beforeAll(async () => {
    ownerUrl = await createDatabase('protected');
    const name = new URL(ownerUrl).pathname.slice(1);
    // As a hospital would have it: the application owns its database.
    await asOwner(testDatabaseUrl(), `CREATE ROLE ${role} LOGIN PASSWORD 'app'`);
    await asOwner(ownerUrl, `ALTER DATABASE "${name}" OWNER TO ${role}`);
    const application = new URL(ownerUrl);
    application.username = role;
    application.password = 'app';
    url = application.href;
    await migrate(url);
    database = await openDatabase(url, { applicationName: 'test', poolSize: 3 });
    await append('before');
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, appendOnly: false });
    await protectAudit(ownerUrl, role);
    await protectAudit(ownerUrl, role);
  });
  afterAll(() => database.close());

  it('goes on growing, and says that it can only grow', async () => {
    await append('after');
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, events: 2, appendOnly: true });
  });

  it.each([
    ['UPDATE audit_event SET actor_name = $$Nobody$$'],
    ['DELETE FROM audit_event'],
    [`SELECT set_config('wardmap.audit_prune', 'on', false); DELETE FROM audit_event`],
    ['TRUNCATE audit_event'],
    ['ALTER TABLE audit_event DISABLE TRIGGER ALL'],
    ['ALTER TABLE audit_event OWNER TO CURRENT_USER'],
    ['DROP TABLE audit_event'],
    ['DROP TABLE audit_event CASCADE'],
    ['DROP SCHEMA public CASCADE'],
    ['ALTER TABLE audit_event RENAME TO gone'],
    ['CREATE OR REPLACE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$'],
    ['DROP FUNCTION audit_event_stays() CASCADE'],
    ['CREATE RULE gone AS ON INSERT TO audit_event DO INSTEAD NOTHING'],
    ['SET session_replication_role = replica'],
    ['SET ROLE wardmap_audit'],
    ['SELECT audit_prune(2)'],
  ])('is not touched by the application: %s', async (sql) => {
    const own = new pg.Client(url);
    await own.connect();
    try {
      await expect(own.query(sql)).rejects.toThrow(/permission denied|must be owner|append-only|is no anchor/);
    } finally {
      await own.end();
    }
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, events: 2 });
  });

  it('leaves the application all the rest: migrations, days of positions, tables of its own', async () => {
    expect(await migrate(url)).toEqual([]);
    expect(await checkDrift(url)).toEqual([]);
    await ensureDays(database.pool, new Date(0), new Date(0));
    await database.pool.query('CREATE SCHEMA queue');
    await database.pool.query('CREATE TABLE one (id integer); DROP TABLE one');
  });

  it('cannot be protected from a superuser, from itself, or for nobody', async () => {
    const superuser = decodeURIComponent(new URL(ownerUrl).username);
    await expect(protectAudit(ownerUrl, superuser)).rejects.toThrow('also the application');
    await expect(protectAudit(url, role)).rejects.toThrow('sign in as another');
    await expect(protectAudit(ownerUrl, 'nobody_at_all')).rejects.toThrow('no database role');
  });
});
