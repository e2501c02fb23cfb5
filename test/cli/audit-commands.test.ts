import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Command } from 'commander';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AuditTrail } from '#storage/audit-trail';
import { migrate } from '#storage/migrate';
import { registerAudit } from '../../apps/cli/commands/audit.js';
import { registerImport } from '../../apps/cli/commands/import.js';
import { withDatabase } from '../../apps/cli/database/with-database.js';
import { checkDatabase } from '../../apps/cli/doctor/checks.js';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { createDatabase } from '../support/database.js';

const role = `audit_${randomBytes(4).toString('hex')}`;
let ownerUrl: string;
let url: string;

/** Runs the command line in this process. @returns its exit code and what it prints */
async function wardmap(...words: string[]): Promise<{ code: number; lines: string[] }> {
  const program = new Command('wardmap').exitOverride().configureOutput({ writeErr: () => undefined });
  registerAudit(program);
  registerImport(program);
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await program.parseAsync(words, { from: 'user' });
    return { code: process.exitCode, lines };
  } finally {
    process.exitCode = before;
  }
}

async function asOwner(sql: string): Promise<void> {
  const client = new pg.Client(ownerUrl);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

const append = (subject: string) =>
  withDatabase((database) =>
    new AuditTrail(database).append({
      actor: { kind: 'system', id: null, name: 'test' },
      ...{ action: 'export', subjectKind: 'assets', subject, address: '', requestId: '' },
    }),
  );

describe('wardmap audit', () => {
  beforeAll(async () => {
    ownerUrl = await createDatabase('audit_cli');
    await asOwner(`CREATE ROLE ${role} LOGIN PASSWORD 'app'`);
    await asOwner(`ALTER DATABASE "${new URL(ownerUrl).pathname.slice(1)}" OWNER TO ${role}`);
    const own = new URL(ownerUrl);
    own.username = role;
    own.password = 'app';
    url = own.href;
    vi.stubEnv('DATABASE_URL', url);
    await migrate(url);
    return () => vi.unstubAllEnvs();
  });
  afterEach(() => vi.restoreAllMocks());

  it('protects the trail; verification and doctor say so before and after', async () => {
    await append('first');
    expect((await wardmap('audit', 'verify')).lines.join('\n')).toContain('could change events');
    expect(await checkDatabase(url)).toContainEqual({ ok: false, text: expect.stringContaining('audit protect') });
    expect((await wardmap('audit', 'protect', '--owner-url', ownerUrl)).lines).toEqual([
      `The role "${role}" can read and append events of the audit trail, and nothing else.`,
    ]);
    const { code, lines } = await wardmap('audit', 'verify');
    expect(code).toBe(0);
    expect(lines).toEqual(['The audit trail is intact: 1 event.', expect.stringMatching(/^Head: [0-9a-f]{64}$/)]);
    expect(await checkDatabase(url)).toContainEqual({ ok: true, text: expect.stringContaining('can only grow') });
  });

  it('refuses to be protected by the application itself', async () => {
    await expect(wardmap('audit', 'protect', '--owner-url', url)).rejects.toThrow('sign in as another');
  });

  it('records an import, and nothing for one that changes nothing', async () => {
    const folder = join(projectFolder(), 'floorplans', 'demo-hospital');
    await wardmap('import', folder);
    await wardmap('import', folder);
    const { rows } = await withDatabase(({ pool }) =>
      pool.query(`SELECT actor_kind, actor_name, subject FROM audit_event WHERE action = 'floorplan.import'`),
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      actor_kind: 'system',
      actor_name: expect.stringMatching(/^command line/),
      subject: expect.stringMatching(/^demo-hospital \/ /),
    });
  });

  it('ends with 1 and names the first event that was tampered with, or cut off', async () => {
    await append('second');
    const { lines } = await wardmap('audit', 'verify');
    const head = /[0-9a-f]{64}$/.exec(lines[1])![0];
    expect((await wardmap('audit', 'verify', '--head', head)).code).toBe(0);
    // A superuser can: nothing but another copy of the head shows it.
    await asOwner('SET session_replication_role = replica; DELETE FROM audit_event WHERE id = 5');
    expect((await wardmap('audit', 'verify')).code).toBe(0);
    expect(await wardmap('audit', 'verify', '--head', head)).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('first at event 4: The head that was given is not in the trail')],
    });
    await asOwner(`SET session_replication_role = replica; UPDATE audit_event SET subject = 'x' WHERE id = 2`);
    expect(await wardmap('audit', 'verify')).toMatchObject({
      code: 1,
      lines: [expect.stringContaining('tampered with, first at event 2: ')],
    });
    await expect(wardmap('audit', 'verify', '--head', 'abc')).rejects.toThrow('64 hexadecimal digits');
  });
});
