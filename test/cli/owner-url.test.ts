import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditTrail } from '#storage/audit-trail';
import { verifyAudit } from '#storage/audit-verification';
import { createDataSource } from '#storage/data-source';
import { openDatabase } from '#storage/database';
import { checkDrift, migrate } from '#storage/migrate';
import { ensureDays } from '#storage/position-days';
import { registerMigrate } from '../../apps/cli/commands/migrate.js';
import { addNumbers, open } from '../messaging/engines.js';
import { createDatabase } from '../support/database.js';

let ownerUrl: string;
let url: string;
let role: string;

/** Runs `wardmap migrate` in this process, as the service `migrate` of compose does. @returns what it prints */
async function wardmapMigrate(): Promise<string[]> {
  const program = new Command('wardmap').exitOverride().configureOutput({ writeErr: () => undefined });
  registerMigrate(program);
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await program.parseAsync(['migrate'], { from: 'user' });
  return lines;
}

async function query(address: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(address);
  await client.connect();
  return client
    .query<Record<string, unknown>>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** Makes the tables of the queues on PostgreSQL where they are missing, and lets one job through. */
async function useQueues(databaseUrl: string): Promise<void> {
  const messaging = await open({ databaseUrl });
  try {
    const handled: number[] = [];
    await messaging.readings.consume(0, async ([job]) => void handled.push(job.receivedAt));
    await addNumbers(messaging, 0, [1]);
    await expect.poll(() => handled).toEqual([1]);
  } finally {
    await messaging.close();
  }
}

async function append(): Promise<void> {
  const database = await openDatabase(url, { applicationName: 'test', poolSize: 1 });
  await new AuditTrail(database)
    .append({
      actor: { kind: 'system', id: null, name: 'test' },
      ...{ action: 'export', subjectKind: 'assets', subject: 'all', address: '', requestId: '' },
    })
    .finally(() => database.close());
}

async function expectWorkingAndProtected(): Promise<void> {
  expect(await query(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([{ rolsuper: false }]);
  expect(await migrate(url)).toEqual([]);
  expect(await checkDrift(url)).toEqual([]);
  await useQueues(url);
  await append();
  const database = await openDatabase(url, { applicationName: 'test', poolSize: 2 });
  try {
    await ensureDays(database.pool, new Date(0), new Date(0));
    expect(await verifyAudit(database.pool)).toMatchObject({ intact: true, appendOnly: true });
    expect((await verifyAudit(database.pool)).events).toBeGreaterThan(0);
  } finally {
    await database.close();
  }
  for (const sql of ['DELETE FROM audit_event', 'UPDATE audit_event SET subject = $$x$$', 'DROP TABLE audit_event'])
    await expect(query(url, sql)).rejects.toThrow(/permission denied|must be owner/);
}

describe('wardmap migrate with the address of the owner', () => {
  beforeEach(async () => {
    ownerUrl = await createDatabase('owned');
    role = `App "${randomBytes(4).toString('hex')}`;
    const own = new URL(ownerUrl);
    own.username = encodeURIComponent(role);
    own.password = "it's a pass%2Fword";
    url = own.href;
    vi.stubEnv('WARDMAP_OWNER_URL', ownerUrl);
    vi.stubEnv('DATABASE_URL', url);
  });
  beforeAll(() => () => vi.unstubAllEnvs());
  afterEach(() => vi.restoreAllMocks());

  it('makes the role on a new database, which then works and cannot change the audit trail', async () => {
    expect(await wardmapMigrate()).toEqual([
      expect.stringMatching(/^Migrated: FirstTables/),
      expect.stringContaining('and not change them'),
    ]);
    await expectWorkingAndProtected();
    expect((await wardmapMigrate())[0]).toBe('The database is up to date.');
    await expectWorkingAndProtected();
  });

  it('hands over what the superuser made before there was an audit trail, queues and rows too', async () => {
    const older = createDataSource(ownerUrl, { applicationName: 'test', poolSize: 2 });
    const all = older.options.migrations as { name: string }[];
    const before = all.slice(
      0,
      all.findIndex(({ name }) => name.startsWith('People')),
    );
    expect(before.length).toBeGreaterThan(3);
    older.setOptions({ migrations: before as never });
    await older.initialize();
    await older.runMigrations();
    await older.destroy();
    await query(ownerUrl, `INSERT INTO site (key, name, time_zone) VALUES ('kept', 'Kept', 'Europe/Berlin')`);
    await useQueues(ownerUrl);
    expect((await wardmapMigrate())[0]).toMatch(/^Migrated: People/);
    await expectWorkingAndProtected();
    expect(await query(url, 'SELECT key FROM site')).toEqual([{ key: 'kept' }]);
  });

  it('hands over a newest database of the superuser, with its trail', async () => {
    await migrate(ownerUrl);
    const application = url;
    url = ownerUrl;
    await append();
    url = application;
    expect((await wardmapMigrate())[0]).toBe('The database is up to date.');
    await expectWorkingAndProtected();
  });

  it('gives the role the password that was chosen last', async () => {
    await wardmapMigrate();
    const other = new URL(url);
    other.password = 'another';
    vi.stubEnv('DATABASE_URL', other.href);
    await wardmapMigrate();
    await expect(query(url, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(await query(other.href, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('runs nothing that the application left lying for the superuser', async () => {
    await wardmapMigrate();
    await query(
      url,
      `CREATE FUNCTION public.format(text, name, text) RETURNS text LANGUAGE plpgsql AS $$
         BEGIN EXECUTE pg_catalog.format('ALTER ROLE %I SUPERUSER', $3); RETURN 'SELECT 1'; END $$;
       CREATE FUNCTION public.same(oid, regclass) RETURNS boolean LANGUAGE plpgsql AS $$
         BEGIN ALTER ROLE ${pg.escapeIdentifier(role)} SUPERUSER; RETURN $1 = $2::oid; END $$;
       CREATE OPERATOR public.= (LEFTARG = oid, RIGHTARG = regclass, FUNCTION = public.same)`,
    );
    await query(ownerUrl, 'CREATE SCHEMA left_by_superuser');
    await wardmapMigrate();
    // The application's own queries would stumble over it from here on.
    await query(url, 'DROP FUNCTION public.same(oid, regclass) CASCADE');
    await expectWorkingAndProtected();
  });

  it('refuses one role for both, a superuser, another database, and an address without a password', async () => {
    vi.stubEnv('DATABASE_URL', ownerUrl);
    await expect(wardmapMigrate()).rejects.toThrow("is also the application's role");
    await query(ownerUrl, `CREATE ROLE ${pg.escapeIdentifier(role)} SUPERUSER`);
    vi.stubEnv('DATABASE_URL', url);
    await expect(wardmapMigrate()).rejects.toThrow('is a superuser, and nothing is protected');
    await query(ownerUrl, `DROP ROLE ${pg.escapeIdentifier(role)}`);
    vi.stubEnv('DATABASE_URL', url.replace(/\/[^/]*$/, '/elsewhere'));
    await expect(wardmapMigrate()).rejects.toThrow('must name the same database');
    const without = new URL(url);
    without.password = '';
    vi.stubEnv('DATABASE_URL', without.href);
    await expect(wardmapMigrate()).rejects.toThrow('the name and the password');
    expect(await query(ownerUrl, `SELECT to_regclass('audit_event') AS trail`)).toEqual([{ trail: null }]);
  });
});
