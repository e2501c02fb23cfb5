import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signedInSchema } from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import { SetUpCodes } from '#storage/set-up-codes';
import { UserStore } from '#storage/user-store';
import { disableDemoUsers } from '../../apps/api/people/demo-users.js';
import { SetUp } from '../../apps/api/people/set-up.js';
import { patience } from '../support/patience.js';
import { TestBrowser } from './people-browser.js';
import { startTestApi, type TestApi } from './running-api.js';
import { triesUntilSlowedDown } from './slowed-down.js';

const password = 'seven rivers and a lamp';

describe('the first administrator', () => {
  let api: TestApi;
  let codes: SetUpCodes;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    codes = new SetUpCodes(api.database);
  });
  beforeEach(async () => {
    await api.database.pool.query('DELETE FROM sign_in_delay');
    await api.database.pool.query('DELETE FROM user_account');
    await api.database.pool.query("DELETE FROM setting WHERE key = 'set-up-codes'");
  });
  afterAll(() => api?.close());

  const setUp = (code: string, more: Record<string, string> = {}) =>
    new TestBrowser(api).ask('POST', '/setup', { code, email: 'ada@hospital.example', name: 'Ada', password, ...more });
  /** What the server writes into its log when it starts. */
  async function announced(): Promise<string[]> {
    const lines: string[] = [];
    await api.api.app.get(SetUp).announce('http://127.0.0.1:1', { warn: (line: string) => void lines.push(line) });
    return lines;
  }

  it('is made with the code from the log, signed in at once, and nobody gets a second one that way', async () => {
    const [line, ...others] = await announced();
    expect(others).toEqual([]);
    expect(line).toMatch(/open http:\/\/127\.0\.0\.1:1\/setup and type the one-time code [0-9A-Z-]{23}$/);
    const code = line.split(' ').at(-1)!;
    const browser = new TestBrowser(api);
    expect((await browser.ask('GET', '/sign-in')).body.setUpNeeded).toBe(true);
    const answer = await browser.ask('POST', '/setup', {
      ...{ code: code.toLowerCase().replaceAll('-', ' '), email: 'ada@hospital.example', name: 'Ada', password },
    });
    expect(answer.status).toBe(200);
    expect(signedInSchema.parse(answer.body)).toMatchObject({
      session: { person: { roles: ['administrator'], siteIds: null, departments: null } },
    });
    expect((await browser.ask('GET', '/users')).body.users).toMatchObject([{ email: 'ada@hospital.example' }]);
    expect((await browser.ask('GET', '/sign-in')).body.setUpNeeded).toBe(false);
    expect((await setUp(code)).status).toBe(409);
    expect(await announced()).toEqual([]);
    const { rows } = await api.database.pool.query("SELECT after FROM audit_event WHERE action = 'setup.complete'");
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(password);
    expect((await api.database.pool.query("SELECT FROM setting WHERE key = 'set-up-codes'")).rowCount).toBe(0);
  });

  it('is one, when two are made at once', async () => {
    const code = await codes.make();
    const { pool } = api.database;
    // Nobody can open a session, and so nobody gets to the end, until both are under way.
    const holder = await pool.connect();
    const waiting = async () =>
      (
        await holder.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        )
      ).rowCount;
    let statuses: number[];
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE user_session IN EXCLUSIVE MODE');
      const wanted = [1, 2].map((each) => setUp(code, { email: `ada${each}@hospital.example` }));
      await expect.poll(waiting, patience).toBe(2);
      await holder.query('COMMIT');
      statuses = (await Promise.all(wanted)).map(({ status }) => status);
    } finally {
      holder.release(true);
    }
    expect(statuses.sort()).toEqual([200, 409]);
    const { rows } = await pool.query('SELECT count(*)::int AS count FROM user_account');
    expect(rows[0].count).toBe(1);
  });

  it('needs a code that the server wrote, and guesses at it are slowed down', async () => {
    await codes.make();
    const letIn = await triesUntilSlowedDown(async () => (await setUp('00000-00000-00000-00000')).status);
    expect([letIn.length >= 6, new Set(letIn)]).toEqual([true, new Set([403])]);
  });

  it('may use the code of any of the last four starts, because processes start side by side', async () => {
    const made = [await codes.make(), await codes.make(), await codes.make(), await codes.make(), await codes.make()];
    expect((await setUp(made[0])).status).toBe(403);
    expect((await setUp(made[1])).status).toBe(200);
  });

  it('is not made with a code of more than a day ago', async () => {
    const code = await codes.make();
    await api.database.pool.query(
      `UPDATE setting SET value = jsonb_set(value, '{0,endsAt}', to_jsonb((value #>> '{0,endsAt}')::timestamptz - interval '24 hours'))
       WHERE key = 'set-up-codes'`,
    );
    const answer = await setUp(code);
    expect([answer.status, answer.body.detail]).toEqual([403, expect.stringContaining('older than 24 hours')]);
    expect((await setUp(await codes.make())).status).toBe(200);
  });

  /** Somebody made by the command line, who has not chosen a password yet. */
  const invited = () =>
    inTransaction(api.database.pool, async (client) => {
      const users = new UserStore(api.database);
      const grant = { roles: ['administrator' as const], siteIds: null, departments: null };
      const { id } = await users.create({ email: 'otto@hospital.example', name: 'Otto', ...grant }, client);
      return users.invite(id, client);
    });
  /** So that only a code stands between a stranger and the house. */
  const loseAdministrators = () => api.database.pool.query('UPDATE user_account SET disabled_at = now()');

  it('ends all codes when made by invitation, also for the time after', async () => {
    const code = await codes.make();
    const accepted = { code: (await invited()).code, password };
    expect((await new TestBrowser(api).ask('POST', '/invitations/accept', accepted)).status).toBe(204);
    await loseAdministrators();
    expect((await setUp(code)).status).toBe(403);
  });

  it.each([
    ['the next start', announced],
    ['the next try', () => setUp('00000-00000-00000-00000')],
  ])('ends the codes at %s when made in another way', async (_, happens) => {
    const code = await codes.make();
    await api.database.pool.query(
      `INSERT INTO user_account (email, name, roles, password_hash) VALUES ('otto@hospital.example', 'Otto', '{administrator}', 'x')`,
    );
    await happens();
    await loseAdministrators();
    expect((await setUp(code)).status).toBe(403);
  });

  it('needs a password that is not guessed first, and is told where the fault is', async () => {
    const code = await codes.make();
    for (const weak of ['short', 'password1234', 'ada@hospital.example', 'Wardmap-2026']) {
      const answer = await setUp(code, { password: weak });
      expect([weak, answer.status, answer.body.errors?.[0].pointer]).toEqual([weak, 400, '/password']);
    }
    expect((await setUp(code)).status).toBe(200);
  });

  it('is wanted anew when the only one left cannot sign in or is not for the whole house', async () => {
    await api.signIn('administrator');
    await api.signIn('administrator', { departments: ['ICU'] });
    expect(await announced()).toHaveLength(1);
  });
});

describe('demo mode', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres', { WARDMAP_DEMO: 'true' });
  });
  afterAll(() => api?.close());

  it('has a ready user for each role, signed in with one click and for nothing but the demo', async () => {
    const browser = new TestBrowser(api);
    const { demoUsers, setUpNeeded } = (await browser.ask('GET', '/sign-in')).body;
    expect(setUpNeeded).toBe(false);
    expect(new Set(demoUsers.flatMap(({ roles }: { roles: string[] }) => roles))).toEqual(
      new Set(['nurse', 'biomed', 'security', 'administrator']),
    );
    for (const { key, roles } of demoUsers) {
      const answer = await browser.ask('POST', '/session/demo', { user: key });
      expect(signedInSchema.parse(answer.body)).toMatchObject({ session: { demo: true, person: { roles } } });
    }
    expect((await browser.ask('POST', '/session/demo', { user: 'root' })).status).toBe(404);
    expect((await new TestBrowser(api).ask('POST', '/setup', setUpBody)).status).toBe(409);
  });

  it('no longer lets anybody read who has not signed in', async () => {
    for (const path of ['/sites', '/assets', '/session']) {
      const answer = await new TestBrowser(api).ask('GET', path);
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it('is over for its users when the same database is used in earnest', async () => {
    const browser = new TestBrowser(api);
    await browser.ask('POST', '/session/demo', { user: 'administrator' });
    expect((await browser.ask('GET', '/users')).status).toBe(200);
    await disableDemoUsers(api.database);
    expect((await browser.ask('GET', '/users')).status).toBe(401);
  });
});

const setUpBody = { code: '00000-00000-00000-00000', email: 'ada@hospital.example', name: 'Ada', password };
