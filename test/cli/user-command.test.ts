import { Command } from 'commander';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { inTransaction } from '#storage/in-transaction';
import { migrate } from '#storage/migrate';
import { UserStore } from '#storage/user-store';
import { registerUser } from '../../apps/cli/commands/user.js';
import { withDatabase } from '../../apps/cli/database/with-database.js';
import { createDatabase } from '../support/database.js';

/** Runs the command line in this process. @returns what it prints for programs (stdout). */
async function wardmap(...words: string[]): Promise<string[]> {
  const program = new Command('wardmap').exitOverride().configureOutput({ writeErr: () => undefined });
  registerUser(program);
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await program.parseAsync(words, { from: 'user' });
  return lines;
}

describe('the command for people', () => {
  beforeAll(async () => {
    const url = await createDatabase('user');
    await migrate(url);
    vi.stubEnv('DATABASE_URL', url);
    return () => vi.unstubAllEnvs();
  });
  afterEach(() => vi.restoreAllMocks());
  const invited = (code: string) => withDatabase((database) => new UserStore(database).byInvitation(code));
  const create = (email: string, roles = 'administrator') =>
    wardmap('user', 'create', '--email', email, '--name', 'Ada', '--roles', roles);

  it('makes an account and prints a code that invites', async () => {
    const [code] = await create('Ada@hospital.example', 'administrator,biomed');
    expect(await invited(code)).toMatchObject({
      ...{ email: 'ada@hospital.example', roles: ['administrator', 'biomed'], siteIds: null, departments: null },
    });
    expect(await wardmap('user', 'list')).toEqual([
      expect.stringMatching(/^1\tada@hospital\.example\tAda\tadministrator,biomed\tno password yet\tnever signed in$/),
    ]);
    await expect(create('ada@hospital.example')).rejects.toThrow('has an account already');
    await expect(create('ada')).rejects.toThrow('name@hospital.example');
    await expect(create('otto@hospital.example', 'root')).rejects.toThrow('"root" is no role');
  });

  it('invites somebody anew, whose code before stops working', async () => {
    const [first] = await wardmap('user', 'invite', 'ada@hospital.example');
    const [second] = await wardmap('user', 'invite', 'ada@hospital.example');
    expect([await invited(first), (await invited(second))?.name]).toEqual([null, 'Ada']);
    await expect(wardmap('user', 'invite', 'nobody@hospital.example')).rejects.toThrow('`wardmap user list`');
  });

  it('disables people, but for the last administrator who can sign in', async () => {
    await create('otto@hospital.example');
    await withDatabase(async (database) => {
      const users = new UserStore(database);
      const { id } = (await users.byEmail('ada@hospital.example'))!;
      await inTransaction(database.pool, (client) => users.setPassword(id, '$argon2id$none', client));
    });
    expect(await wardmap('user', 'disable', 'otto@hospital.example')).toEqual(['otto@hospital.example is disabled.']);
    await expect(wardmap('user', 'disable', 'ada@hospital.example')).rejects.toThrow('last administrator');
    expect((await wardmap('user', 'list')).filter((line) => line.includes('\tdisabled '))).toEqual([
      expect.stringContaining('otto@'),
    ]);
    await expect(wardmap('user', 'invite', 'otto@hospital.example')).rejects.toThrow('is disabled');
  });

  it('gives nobody a password who signs in at the identity provider of the hospital', async () => {
    await withDatabase(({ pool }) =>
      pool.query(
        `INSERT INTO user_account (email, name, roles, open_id_issuer, open_id_subject)
         VALUES ('ida@hospital.example', 'Ida', '{nurse}', 'https://id.hospital.example', 'ida')`,
      ),
    );
    await expect(wardmap('user', 'invite', 'ida@hospital.example')).rejects.toThrow('own sign-in');
    const { rows } = await withDatabase(({ pool }) =>
      pool.query(`SELECT invitation_hash FROM user_account WHERE email = 'ida@hospital.example'`),
    );
    expect(rows).toEqual([{ invitation_hash: null }]);
  });

  it('leaves a record of all that, without the codes', async () => {
    const { rows } = await withDatabase(({ pool }) =>
      pool.query<{ action: string; actor_kind: string }>(
        `SELECT action, actor_kind, before::text, after::text FROM audit_event ORDER BY id`,
      ),
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'user.create',
      'user.invite',
      'user.invite',
      'user.create',
      'user.change',
    ]);
    expect(rows.every((row) => row.actor_kind === 'system')).toBe(true);
    expect(JSON.stringify(rows)).not.toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/);
  });
});
