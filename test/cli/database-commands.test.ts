import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { KeyStore } from '#storage/key-store';
import { withDatabase } from '../../apps/cli/database/with-database.js';
import { registerImport } from '../../apps/cli/commands/import.js';
import { registerKey } from '../../apps/cli/commands/key.js';
import { registerMigrate } from '../../apps/cli/commands/migrate.js';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { createDatabase } from '../support/database.js';

/** Runs the command line in this process. @returns what it prints for programs (stdout). */
async function wardmap(...words: string[]): Promise<string[]> {
  const program = new Command('wardmap').exitOverride().configureOutput({ writeErr: () => undefined });
  registerImport(program);
  registerKey(program);
  registerMigrate(program);
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await program.parseAsync(words, { from: 'user' });
  return lines;
}

describe('the commands on a database', () => {
  beforeAll(async () => {
    vi.stubEnv('DATABASE_URL', await createDatabase('cli'));
    return () => vi.unstubAllEnvs();
  });
  afterEach(() => vi.restoreAllMocks());

  it('say that a new database must be migrated first, and do it once', async () => {
    await expect(wardmap('key', 'list')).rejects.toThrow('run `npx wardmap migrate` first');
    expect(await wardmap('migrate')).toEqual([expect.stringMatching(/^Migrated: FirstTables/)]);
    expect(await wardmap('migrate')).toEqual(['The database is up to date.']);
    expect(await wardmap('migrate', '--check-drift')).toEqual([expect.stringContaining('No drift')]);
  });

  it('print a key that works, for as long as it is not revoked', async () => {
    const [token] = await wardmap('key', 'create', '--name', 'Gateways', '--scopes', 'ingest,read', '--days', '2');
    const verify = () => withDatabase((database) => new KeyStore(database).verify(token));
    expect(await verify()).toMatchObject({ keyKind: 'integration', scopes: ['ingest', 'read'], readerIds: null });
    expect(await wardmap('key', 'list')).toEqual([
      expect.stringMatching(/^1\tGateways\twm_.{6}\tingest,read\t.*valid until/),
    ]);
    expect(await wardmap('key', 'revoke', '1')).toEqual(['Key 1 is revoked.']);
    expect(await verify()).toBeNull();
    await expect(wardmap('key', 'revoke', '1')).rejects.toThrow('There is no valid key 1');
    await expect(wardmap('key', 'rotate', '1')).rejects.toThrow('There is no valid key 1');
  });

  it('refuse a key without a name, with a wrong scope or for no time', async () => {
    await expect(wardmap('key', 'create', '--name', ' ', '--scopes', 'read')).rejects.toThrow('printable characters');
    await expect(wardmap('key', 'create', '--name', 'x', '--scopes', 'raed')).rejects.toThrow('"raed" is no scope');
    await expect(wardmap('key', 'create', '--name', 'x', '--scopes', 'read', '--days', '0')).rejects.toThrow('above 0');
    await expect(wardmap('key', 'create', '--name', 'x')).rejects.toThrow('either --readers');
    await expect(wardmap('key', 'create', '--name', 'x', '--readers', 'r9')).rejects.toThrow('no reader "r9"');
  });

  it('import the floors of the demo hospital, the second time without a change', async () => {
    const folder = join(projectFolder(), 'floorplans', 'demo-hospital');
    const first = await wardmap('import', folder);
    expect(first).toHaveLength(3);
    expect(first.every((line) => /: \d+ created, 0 updated, 0 removed$/.test(line))).toBe(true);
    const second = await wardmap('import', folder);
    expect(second.every((line) => line.endsWith(': unchanged'))).toBe(true);
  });

  it('bind the key of a gateway to its readers, and rotate it with both secrets working', async () => {
    const { rows } = await withDatabase(({ pool }) =>
      pool.query<{ id: number; key: string }>('SELECT id, key FROM reader ORDER BY id LIMIT 2'),
    );
    const readers = rows.map(({ key }) => key).join(',');
    const [former] = await wardmap('key', 'create', '--name', 'Ward', '--readers', readers);
    const [id] = (await wardmap('key', 'list')).at(-1)!.split('\t');
    const [token] = await wardmap('key', 'rotate', id);
    const verify = (secret: string) => withDatabase((database) => new KeyStore(database).verify(secret));
    const holder = { keyKind: 'gateway', scopes: ['ingest'], readerIds: new Set(rows.map((row) => row.id)) };
    expect([await verify(former), await verify(token)]).toMatchObject([holder, holder]);
    expect((await wardmap('key', 'list')).at(-1)).toMatch(/former secret works until .* and is still used$/);
    const events = await withDatabase(({ pool }) =>
      pool.query(`SELECT action FROM audit_event WHERE subject = $1 AND actor_kind = 'system' ORDER BY id`, [
        `${id} Ward`,
      ]),
    );
    expect(events.rows).toEqual([{ action: 'key.create' }, { action: 'key.rotate' }]);
  });

  it('name host and database, never the password, when nothing answers', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://nurse:s3cret@127.0.0.1:1/ward');
    const error = await wardmap('migrate').catch((thrown: Error) => thrown.message);
    expect(error).toMatch(/^The database ward at 127\.0\.0\.1:1 cannot be reached/);
    expect(error).not.toContain('s3cret');
  });
});
