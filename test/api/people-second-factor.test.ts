import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inTransaction } from '#storage/in-transaction';
import { UserStore } from '#storage/user-store';
import { Passwords } from '../../apps/api/people/passwords.js';
import { TestBrowser } from './people-browser.js';
import { startTestApi, type TestApi } from './running-api.js';
import { triesUntilSlowedDown } from './slowed-down.js';

const password = 'seven rivers and a lamp';

/** What an authenticator shows, so many steps of 30 s from now. */
function shown(secret: string, steps = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });
}

describe('the second factor', () => {
  let api: TestApi;
  let users: UserStore;
  beforeAll(async () => {
    api = await startTestApi('postgres', { WARDMAP_SECRET: Buffer.alloc(32, 7).toString('base64') });
    users = new UserStore(api.database);
  });
  beforeEach(() => api.database.pool.query('DELETE FROM sign_in_delay'));
  afterAll(() => api?.close());

  let made = 0;
  async function signedIn(to = api): Promise<{ browser: TestBrowser; email: string; id: number }> {
    const email = `person${++made}@hospital.example`;
    const hash = await new Passwords().hash(password);
    const store = new UserStore(to.database);
    const id = await inTransaction(to.database.pool, async (client) => {
      const grant = { roles: ['biomed' as const], siteIds: null, departments: null };
      const user = await store.create({ email, name: 'Bea', ...grant }, client);
      await store.setPassword(user.id, hash, client);
      return user.id;
    });
    const browser = new TestBrowser(to);
    await browser.ask('POST', '/session', { email, password });
    return { browser, email, id };
  }
  async function switchedOn() {
    const person = await signedIn();
    const started = await person.browser.ask('POST', '/account/second-factor', { password });
    const secret = started.body.secret as string;
    // The step may change under the test: a code to be used again is kept, not computed anew.
    const code = shown(secret);
    const confirmed = await person.browser.ask('POST', '/account/second-factor/confirm', { code });
    expect(confirmed.status).toBe(200);
    return { ...person, secret, code, recoveryCodes: confirmed.body.recoveryCodes as string[] };
  }
  const signIn = (email: string, code?: string) =>
    new TestBrowser(api).ask('POST', '/session', { email, password, code });

  it('is switched on by a code, asked for from then on, and its secret is sealed', async () => {
    const { browser, email, id } = await signedIn();
    const started = await browser.ask('POST', '/account/second-factor', { password });
    expect(started.body).toEqual({ secret: expect.stringMatching(/^[A-Z2-7]{32}$/), uri: expect.any(String) });
    expect(started.body.uri).toContain(encodeURIComponent(email));
    expect((await signIn(email)).body.secondFactorNeeded).toBe(false);

    const wrong = await browser.ask('POST', '/account/second-factor/confirm', { code: shown(started.body.secret, 9) });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([403, '/code']);
    const confirmed = await browser.ask('POST', '/account/second-factor/confirm', { code: shown(started.body.secret) });
    expect(new Set(confirmed.body.recoveryCodes).size).toBe(10);

    const asked = await signIn(email);
    expect([asked.status, asked.body, asked.headers.get('set-cookie')]).toEqual([
      200,
      { secondFactorNeeded: true },
      null,
    ]);
    expect((await browser.ask('GET', '/session')).body.person.secondFactor).toBe(true);
    const { rows } = await api.database.pool.query<{ sealed: Buffer }>(
      'SELECT totp_secret AS sealed FROM user_account WHERE id = $1',
      [id],
    );
    expect(rows[0].sealed.includes(Buffer.from(Secret.fromBase32(started.body.secret).bytes))).toBe(false);
  });

  it('takes no code a second time, nor an older one, nor the one that confirmed it', async () => {
    const { email, secret, code } = await switchedOn();
    expect((await signIn(email, code)).status).toBe(401);
    const next = shown(secret, 1);
    const both = await Promise.all([signIn(email, next), signIn(email, next), signIn(email, next)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await signIn(email, next)).status).toBe(401);
    expect((await signIn(email, code)).status).toBe(401);
    const { rows } = await api.database.pool.query(
      "SELECT count(*)::int AS count FROM audit_event WHERE action = 'session.refused' AND subject = $1",
      [email],
    );
    expect(rows[0].count).toBe(5);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { email, recoveryCodes } = await switchedOn();
    expect((await signIn(email, recoveryCodes[0].toLowerCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await signIn(email, recoveryCodes[0])).status).toBe(401);
    const both = await Promise.all([signIn(email, recoveryCodes[1]), signIn(email, recoveryCodes[1])]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    const { rows } = await api.database.pool.query<{ hash: Buffer }>('SELECT hash FROM recovery_code');
    expect(rows.every(({ hash }) => hash.length === 32)).toBe(true);
    const other = await switchedOn();
    expect((await signIn(other.email, recoveryCodes[2])).status).toBe(401);
  });

  it('is slowed down when its codes are guessed by somebody who has the password', async () => {
    const { email } = await switchedOn();
    const letIn = await triesUntilSlowedDown(async () => (await signIn(email, '000000')).status);
    expect(letIn.filter((status) => status === 200)).toEqual([]);
    // The wrong codes say nothing against the password.
    expect((await signIn(email)).body).toEqual({ secondFactorNeeded: true });
  });

  const off = (browser: TestBrowser, given: { password: string; code?: string }) =>
    browser.ask('DELETE', '/account/second-factor', given);

  it('is switched off with the password and a code, of the authenticator or for recovery', async () => {
    const { browser, email, secret, code, recoveryCodes } = await switchedOn();
    const refused = async (given: { password: string; code?: string }) => {
      const { status, body } = await off(browser, given);
      return [status, body.errors[0].pointer as string];
    };
    expect(await refused({ password: 'not the right one', code: shown(secret, 1) })).toEqual([403, '/password']);
    expect(await refused({ password })).toEqual([403, '/code']);
    // The one that confirmed it was used by that.
    expect(await refused({ password, code })).toEqual([403, '/code']);
    expect((await browser.ask('POST', '/account/second-factor', { password })).status).toBe(409);
    expect((await signIn(email)).body).toEqual({ secondFactorNeeded: true });
    expect((await off(browser, { password, code: shown(secret, 1) })).status).toBe(204);
    expect((await signIn(email)).body.secondFactorNeeded).toBe(false);

    const other = await switchedOn();
    expect(recoveryCodes).toHaveLength(10);
    expect((await off(other.browser, { password, code: recoveryCodes[0] })).status).toBe(403);
    expect((await off(other.browser, { password, code: other.recoveryCodes[0] })).status).toBe(204);
  });

  it('that was never confirmed is forgotten without a code, and leaves the sessions', async () => {
    const { browser, email, id } = await signedIn();
    const elsewhere = new TestBrowser(api);
    await elsewhere.ask('POST', '/session', { email, password });
    await browser.ask('POST', '/account/second-factor', { password });
    expect((await off(browser, { password })).status).toBe(204);
    const { rows } = await api.database.pool.query('SELECT totp_secret FROM user_account WHERE id = $1', [id]);
    expect(rows).toEqual([{ totp_secret: null }]);
    expect((await elsewhere.ask('GET', '/session')).status).toBe(200);
  });

  it('ends the other sessions when it is switched on, and when it is switched off', async () => {
    const person = await signedIn();
    const status = async (browser: TestBrowser) => (await browser.ask('GET', '/session')).status;
    const without = new TestBrowser(api);
    await without.ask('POST', '/session', { email: person.email, password });
    const started = await person.browser.ask('POST', '/account/second-factor', { password });
    expect(await status(without)).toBe(200);
    const code = shown(started.body.secret as string);
    const confirmed = await person.browser.ask('POST', '/account/second-factor/confirm', { code });
    expect([await status(without), await status(person.browser)]).toEqual([401, 200]);

    const [forSignIn, forEnd] = confirmed.body.recoveryCodes as string[];
    const withIt = new TestBrowser(api);
    await withIt.ask('POST', '/session', { email: person.email, password, code: forSignIn });
    expect(await status(withIt)).toBe(200);
    expect((await off(person.browser, { password, code: forEnd })).status).toBe(204);
    expect([await status(withIt), await status(person.browser)]).toEqual([401, 200]);
  });

  it('is not switched off by guessing: wrong passwords and wrong codes are slowed down', async () => {
    const { browser } = await switchedOn();
    for (const given of [
      { password: 'not the right one', code: '000000' },
      { password, code: 'AAAA-AAAA-AAAA' },
    ]) {
      const letIn = await triesUntilSlowedDown(async () => (await off(browser, given)).status);
      expect(new Set(letIn)).toEqual(new Set([403]));
      await api.database.pool.query('DELETE FROM sign_in_delay');
    }
  });

  it('is taken away by an administrator when somebody lost it, and their sessions end', async () => {
    const { browser, email, id } = await switchedOn();
    const { headers } = await api.signIn('administrator');
    const reset = await api.ask('DELETE', `/api/v1/users/${id}/second-factor`, { key: null, headers });
    expect(reset.status).toBe(204);
    expect((await browser.ask('GET', '/session')).status).toBe(401);
    expect((await signIn(email)).body.secondFactorNeeded).toBe(false);
    expect((await users.byId(id))?.secondFactor).toBe(false);
  });

  it('cannot be switched on where the installation has no secret to seal it with, and the answer says so', async () => {
    const plain = await startTestApi('postgres');
    try {
      const { browser } = await signedIn(plain);
      const answer = await browser.ask('POST', '/account/second-factor', { password });
      expect([answer.status, answer.body.detail]).toEqual([409, expect.stringContaining('WARDMAP_SECRET')]);
    } finally {
      await plain.close();
    }
  });
});
