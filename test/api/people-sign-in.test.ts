import { hashSync } from '@node-rs/argon2';
import { request } from 'node:http';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessionSchema, signedInSchema, signInOptionsSchema } from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import { UserStore } from '#storage/user-store';
import { Passwords } from '../../apps/api/people/passwords.js';
import { patience } from '../support/patience.js';
import { TestBrowser } from './people-browser.js';
import { startTestApi, type TestApi } from './running-api.js';
import { mostLetIn, triesUntilSlowedDown } from './slowed-down.js';

const password = 'seven rivers and a lamp';

describe('signing in', () => {
  let api: TestApi;
  let users: UserStore;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    users = new UserStore(api.database);
  });
  beforeEach(() => api.database.pool.query('DELETE FROM sign_in_delay'));
  afterAll(() => api?.close());

  let made = 0;
  async function makeNurse(hash?: string): Promise<{ id: number; email: string }> {
    const email = `nurse${++made}@hospital.example`;
    const kept = hash ?? (await new Passwords().hash(password));
    return inTransaction(api.database.pool, async (client) => {
      const grant = { roles: ['nurse' as const], siteIds: null, departments: ['ICU'] };
      const { id } = await users.create({ email, name: 'Nora Lind', ...grant }, client);
      await users.setPassword(id, kept, client);
      return { id, email };
    });
  }
  const events = async (subject: string) =>
    (
      await api.database.pool.query<{ action: string; after: unknown }>(
        'SELECT action, after FROM audit_event WHERE subject = $1 ORDER BY id',
        [subject],
      )
    ).rows.map(({ action }) => action);

  it('gives a session that says who it is of, in a cookie that only this server gets and no script reads', async () => {
    const { id, email } = await makeNurse();
    const browser = new TestBrowser(api);
    const answer = await browser.ask('POST', '/session', { email: ` ${email.toUpperCase()} `, password });
    expect(answer.status).toBe(200);
    expect(signedInSchema.parse(answer.body)).toMatchObject({
      secondFactorNeeded: false,
      session: {
        person: { id, email, roles: ['nurse'], departments: ['ICU'], secondFactor: false },
        idleTimeoutS: 900,
      },
    });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-wardmap=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
      'wardmap_key=; Max-Age=0; Path=/',
    ]);
    const session = sessionSchema.parse((await browser.ask('GET', '/session')).body);
    expect(session.permissions).toContain('assets.see');
    expect(session.permissions).not.toContain('users.manage');
    expect((await browser.ask('GET', '/users')).status).toBe(403);
    expect(await events(email)).toContain('session.sign-in');
    const { rows } = await api.database.pool.query('SELECT hash FROM user_session WHERE user_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(browser.cookie.split('=')[1]);
  });

  it('begins with the page taking back the key that an earlier version left in the browser', async () => {
    const answer = await new TestBrowser(api).ask('GET', '/sign-in', undefined, { Cookie: 'wardmap_key=wm_old' });
    expect(answer.headers.getSetCookie()).toEqual(['wardmap_key=; Max-Age=0; Path=/']);
  });

  it('lasts longer on an own device, in the browser too', async () => {
    const { email } = await makeNurse();
    const answer = await new TestBrowser(api).ask('POST', '/session', { email, password, shared: false });
    expect(answer.body.session.idleTimeoutS).toBe(12 * 3600);
    expect(answer.headers.get('set-cookie')).toMatch(/; Expires=[^;]+GMT; Path=\//);
  });

  it('is refused in the same words for a wrong password, an unknown, an invited and a disabled person', async () => {
    const nurse = await makeNurse();
    const disabled = await makeNurse();
    await api.database.pool.query('UPDATE user_account SET disabled_at = now() WHERE id = $1', [disabled.id]);
    const invited = await makeNurse();
    await api.database.pool.query('UPDATE user_account SET password_hash = NULL WHERE id = $1', [invited.id]);
    const tries = [
      { email: nurse.email, password: 'not the right password' },
      { email: 'nobody@hospital.example', password },
      { email: disabled.email, password },
      { email: invited.email, password },
      { email: invited.email, password: 'nobody has this password' },
    ];
    for (const given of tries) {
      const answer = await new TestBrowser(api).ask('POST', '/session', given);
      expect([given.email, answer.status, answer.body]).toEqual([
        given.email,
        401,
        {
          type: 'about:blank',
          title: 'Unauthorized',
          status: 401,
          detail: 'The e-mail address or the password is not right.',
        },
      ]);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect(await events('nobody@hospital.example')).toEqual(['session.refused']);
  });

  it('never takes over a session that the browser brings, and ends it', async () => {
    const [one, other] = [await makeNurse(), await makeNurse()];
    const browser = new TestBrowser(api);
    await browser.ask('POST', '/session', { email: one.email, password });
    const planted = browser.cookie;
    await browser.ask('POST', '/session', { email: other.email, password });
    expect(browser.cookie).not.toBe(planted);
    expect((await browser.ask('GET', '/session')).body.person.email).toBe(other.email);
    expect((await new TestBrowser(api, { Cookie: planted }).ask('GET', '/session')).status).toBe(401);

    const invented = new TestBrowser(api, { Cookie: `__Host-wardmap=${'a'.repeat(43)}` });
    await invented.ask('POST', '/session', { email: one.email, password });
    expect(invented.cookie).not.toContain('aaaa');
    expect((await invented.ask('GET', '/session')).status).toBe(401);
  });

  it('ends with signing out: a cookie that was stolen before is worth nothing', async () => {
    const { email } = await makeNurse();
    const browser = new TestBrowser(api);
    await browser.ask('POST', '/session', { email, password });
    const thief = new TestBrowser(api, { Cookie: browser.cookie });
    expect((await thief.ask('GET', '/session')).status).toBe(200);
    const out = await browser.ask('DELETE', '/session');
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      '__Host-wardmap=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Strict',
    ]);
    expect((await thief.ask('GET', '/session')).status).toBe(401);
    expect((await thief.ask('GET', '/assets')).status).toBe(401);
    expect(await events(email)).toEqual(['session.sign-in', 'session.sign-out']);
  });

  it('is slowed down after some wrong passwords, the right one too, and only at that address', async () => {
    const { email } = await makeNurse();
    const attempt = (given: string) => new TestBrowser(api).ask('POST', '/session', { email, password: given });
    const letIn = await triesUntilSlowedDown(async () => (await attempt('wrong, and wrong again')).status);
    expect([letIn.length >= 6, new Set(letIn)]).toEqual([true, new Set([401])]);
    // The wait that is due now is a second or so, which a busy machine may need for the next try.
    await api.database.pool.query(`UPDATE sign_in_delay SET next_at = next_at + interval '5 minutes'`);
    const right = await attempt(password);
    expect([right.status, Number(right.headers.get('retry-after'))]).toEqual([429, expect.any(Number)]);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(right.body.detail).toMatch(/try again in (a second|\d+ (seconds|minutes))/);
    // Time goes by: nobody is locked out.
    await api.database.pool.query(`UPDATE sign_in_delay SET next_at = next_at - interval '15 minutes'`);
    expect((await attempt(password)).status).toBe(200);
    const { rows } = await api.database.pool.query<{ key: string }>('SELECT key FROM sign_in_delay');
    expect(rows.every(({ key }) => !key.includes(email))).toBe(true);
  });

  it('counts guesses that are made at once like those that are made one after the other', async () => {
    const { email } = await makeNurse();
    const began = performance.now();
    const guesses = Array.from({ length: 20 }, () =>
      new TestBrowser(api).ask('POST', '/session', { email, password: 'wrong, and wrong again' }),
    );
    const answers = await Promise.all(guesses);
    const letIn = answers.filter(({ status }) => status === 401).length;
    expect(letIn).toBeLessThanOrEqual(mostLetIn(performance.now() - began));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - letIn);
  });

  it('hashes a password anew that was hashed with less', async () => {
    const { id, email } = await makeNurse(hashSync(password, { memoryCost: 8_192, timeCost: 1 }));
    expect((await new TestBrowser(api).ask('POST', '/session', { email, password })).status).toBe(200);
    const { rows } = await api.database.pool.query('SELECT password_hash AS hash FROM user_account WHERE id = $1', [
      id,
    ]);
    expect(rows[0].hash).toContain('$m=19456,t=2,p=1$');
    expect((await new TestBrowser(api).ask('POST', '/session', { email, password })).status).toBe(200);
  });

  it('is not taken from a page of somebody else', async () => {
    const { email } = await makeNurse();
    const status = async (headers: Record<string, string>) =>
      (await api.ask('POST', '/api/v1/session', { key: null, body: { email, password }, headers })).status;
    expect(await status({ Origin: 'https://evil.example' })).toBe(403);
    expect(await status({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await status({ 'Sec-Fetch-Site': 'none' })).toBe(403);
    expect(await status({})).toBe(200);
  });

  it('is refused without encryption over the network, and the page can say why', async () => {
    const { email } = await makeNurse();
    const overNetwork = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      new Promise<{ status?: number; body: { detail?: string; refusedBecause?: string } }>((resolve, reject) => {
        const type = { 'Content-Type': 'application/json' };
        request(
          api.url + path,
          { method, headers: { Host: 'rtls.hospital.example', ...type, ...headers } },
          (response) => {
            let text = '';
            response.on('data', (part: Buffer) => (text += part.toString()));
            response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
          },
        )
          .on('error', reject)
          .end(body === undefined ? undefined : JSON.stringify(body));
      });
    // Nobody named this sender as a proxy, so what it says of encryption counts nothing.
    for (const headers of [{}, { 'X-Forwarded-Proto': 'https' }] as Record<string, string>[]) {
      const refused = await overNetwork('POST', '/api/v1/session', { email, password }, headers);
      expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('https://')]);
    }
    const options = await overNetwork('GET', '/api/v1/sign-in');
    expect(options.body.refusedBecause).toContain('https://');
  });

  /** Signs in so often at once; what `change` does to the account is done after the password was read and before a session is opened. */
  async function signInDuring(email: string, times: number, change: (client: pg.ClientBase) => Promise<unknown>) {
    const client = await api.database.pool.connect();
    try {
      await client.query('BEGIN');
      await change(client);
      const answers = Promise.all(
        Array.from({ length: times }, () => new TestBrowser(api).ask('POST', '/session', { email, password })),
      );
      const waiting = async () => {
        const { rows } = await api.database.pool.query<{ count: number }>(
          `SELECT count(*)::int AS count FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%user_account%'`,
        );
        return rows[0].count;
      };
      await expect.poll(waiting, patience).toBe(times);
      await client.query('COMMIT');
      return await answers;
    } finally {
      client.release();
    }
  }
  const set = (id: number, what: string) => (client: pg.ClientBase) =>
    client.query(`UPDATE user_account SET ${what} WHERE id = $1`, [id]);

  it.each([
    ['its password changes', `password_hash = '$argon2id$another'`],
    ['it is disabled', 'disabled_at = now()'],
    ['a second factor is switched on', `totp_secret = '\\x00', totp_confirmed_at = now()`],
  ])('opens no session of an account while %s', async (_, what) => {
    const { id, email } = await makeNurse();
    const [answer] = await signInDuring(email, 1, set(id, what));
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([409, null]);
    expect(answer.body.detail).toContain('sign in again');
    const { rowCount } = await api.database.pool.query('SELECT FROM user_session WHERE user_id = $1', [id]);
    expect(rowCount).toBe(0);
  });

  it('lets somebody in twice at once while an old hash is replaced by a stronger one', async () => {
    const { id, email } = await makeNurse(hashSync(password, { memoryCost: 8192, timeCost: 1 }));
    const answers = await signInDuring(email, 2, set(id, 'name = name'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('offers what there is', async () => {
    const options = signInOptionsSchema.parse((await new TestBrowser(api).ask('GET', '/sign-in')).body);
    expect(options).toEqual({ setUpNeeded: true, demoUsers: null, openId: null, refusedBecause: null });
    expect((await new TestBrowser(api).ask('POST', '/session/demo', { user: 'administrator' })).status).toBe(404);
  });
});
