import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SetUpCodes } from '#storage/set-up-codes';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { eventually } from '../faults/eventually.js';
import { CookieJar } from '../support/cookie-jar.js';
import { clientId, clientSecret, startProvider, type TestProvider } from './openid-provider.js';
import { TestBrowser } from './people-browser.js';
import { startTestApi, type TestApi } from './running-api.js';

const attemptCookie = '__Host-wardmap-openid';
const sessionCookie = '__Host-wardmap';

describe('signing in at the identity provider of a hospital', () => {
  let provider: TestProvider;
  let api: TestApi;
  let start: string;
  let callback: string;

  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    [start, callback] = [`${url}/api/v1/openid/start`, `${url}/api/v1/openid/callback`];
    provider = await startProvider(callback);
    api = await startTestApi('postgres', {
      WARDMAP_PORT: String(port),
      WARDMAP_PUBLIC_URL: url,
      WARDMAP_OPENID_ISSUER: provider.issuer,
      WARDMAP_OPENID_CLIENT_ID: clientId,
      WARDMAP_OPENID_CLIENT_SECRET: clientSecret,
      WARDMAP_OPENID_ROLE_CLAIM: 'groups',
      WARDMAP_OPENID_ROLE_MAP: 'ward-staff=nurse;it=administrator;biomed=biomed',
      WARDMAP_OPENID_DEPARTMENT_CLAIM: 'unit',
      WARDMAP_OPENID_SITE_CLAIM: 'place',
      WARDMAP_TRUSTED_PROXIES: '127.0.0.1',
    });
  });
  afterAll(async () => {
    await api.close();
    await provider.close();
  });
  beforeEach(() => {
    provider.forge = null;
    provider.person = nora;
  });

  const nora = {
    ...{ sub: 'nora', email: 'nora@hospital.example', name: 'Nora Novak' },
    ...{ groups: ['everybody', 'ward-staff'], unit: ['ICU'], place: ['house'] },
  };
  const everywhere = { groups: ['it'], unit: ['*'], place: ['*'] };
  const isCallback = (address: string) => address.startsWith(callback);
  const isPage = (address: string) => address.startsWith(api.url) && !address.startsWith(`${api.url}/api/`);

  /** From the button to the page of ours that the browser ends on. */
  const signIn = (jar: CookieJar) => jar.follow(start, isPage);
  const refusedAt = (why: string) => `${api.url}/sign-in?refused=${why}`;
  const sessionOf = async (jar: CookieJar) => {
    const cookie = `${sessionCookie}=${jar.cookie(api.url, sessionCookie)}`;
    return api.ask('GET', '/api/v1/session', { key: null, headers: { Cookie: cookie } });
  };
  const auditOf = async (action: string) => {
    const { rows } = await api.database.pool.query<{ subject: string; after: Record<string, unknown> }>(
      'SELECT subject, before, after, actor_kind AS "actorKind" FROM audit_event WHERE action = $1 ORDER BY id',
      [action],
    );
    return rows;
  };

  it('makes an account with the role and department of the claims, and a session', async () => {
    const jar = new CookieJar();
    expect(await signIn(jar)).toBe(`${api.url}/`);
    const { status, body } = await sessionOf(jar);
    expect(status).toBe(200);
    const { rows } = await api.database.pool.query<{ id: number }>('SELECT id FROM site');
    expect(body.person).toMatchObject({
      ...{ name: 'Nora Novak', email: 'nora@hospital.example', roles: ['nurse'] },
      ...{ departments: ['ICU'], siteIds: rows.map((row) => row.id) },
    });
    expect(jar.cookie(api.url, attemptCookie)).toBe(undefined);
    expect(await auditOf('user.create')).toMatchObject([
      { subject: 'nora@hospital.example', actorKind: 'system', after: { roles: ['nurse'], departments: ['ICU'] } },
    ]);
    expect((await auditOf('session.sign-in')).at(-1)).toMatchObject({ after: { by: 'openid' } });
  });

  it('asks for code, PKCE, state and nonce, and for the password anew on a shared computer', async () => {
    const jar = new CookieJar();
    const asked = async (query: string) =>
      new URL((await jar.get(start + query)).headers.get('location')!).searchParams;
    const shared = Object.fromEntries(await asked(''));
    expect(shared).toMatchObject({
      ...{ response_type: 'code', redirect_uri: callback, code_challenge_method: 'S256', prompt: 'login' },
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(shared[name]).toMatch(/^[\w-]{43}$/);
    const own = await asked('?shared=false');
    expect(own.get('prompt')).toBe(null);
    expect(own.get('state')).not.toBe(shared.state);
    const [line] = (await jar.get(start)).headers.getSetCookie();
    expect(line).toMatch(/^__Host-wardmap-openid=[\w-]{43}; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  });

  it('takes role and department anew at each sign-in', async () => {
    const jar = new CookieJar();
    await signIn(jar);
    provider.person = { ...nora, groups: ['biomed'], unit: ['*'], email: 'nora.novak@hospital.example' };
    await signIn(jar);
    expect((await sessionOf(jar)).body.person).toMatchObject({
      ...{ email: 'nora.novak@hospital.example', roles: ['biomed'], departments: null },
    });
    expect((await auditOf('user.change')).at(-1)).toMatchObject({
      ...{ before: { roles: ['nurse'], departments: ['ICU'] }, after: { roles: ['biomed'], departments: null } },
    });
    provider.person = nora;
    await signIn(new CookieJar());
    expect((await sessionOf(jar)).body.person).toMatchObject({ roles: ['nurse'], departments: ['ICU'] });
  });

  it('gives nobody a role, department or site that the claims do not, and ends what was open', async () => {
    const jar = new CookieJar();
    await signIn(jar);
    for (const [change, why] of [
      [{ groups: ['everybody'] }, 'no-role'],
      [{ groups: undefined }, 'no-role'],
      [{ unit: undefined }, 'no-department'],
      [{ place: ['elsewhere'] }, 'no-site'],
      [{ email: undefined }, 'no-email'],
    ] as const) {
      provider.person = { ...nora, ...change };
      expect(await signIn(new CookieJar())).toBe(refusedAt(why));
      expect((await auditOf('session.refused')).at(-1)).toMatchObject({ after: { why } });
    }
    expect((await sessionOf(jar)).status).toBe(401);
    provider.person = { ...nora, sub: 'stranger', email: 'stranger@hospital.example', groups: [] };
    expect(await signIn(new CookieJar())).toBe(refusedAt('no-role'));
    const { rows } = await api.database.pool.query("SELECT FROM user_account WHERE open_id_subject = 'stranger'");
    expect(rows).toHaveLength(0);
  });

  it('never joins two accounts because their e-mail address is the same', async () => {
    await api.database.pool.query(
      `INSERT INTO user_account (email, name, roles) VALUES ('anna@hospital.example', 'Anna', '{administrator}')`,
    );
    provider.person = { ...nora, sub: 'mallory', email: 'Anna@hospital.example' };
    expect(await signIn(new CookieJar())).toBe(refusedAt('email-in-use'));
    provider.person = { ...nora, email: 'anna@hospital.example' };
    const jar = new CookieJar();
    expect(await signIn(jar)).toBe(`${api.url}/`);
    expect((await sessionOf(jar)).body.person).toMatchObject({ email: 'nora@hospital.example', roles: ['nurse'] });
  });

  it('ends the codes of the set-up once an administrator came that way', async () => {
    const codes = new SetUpCodes(api.database);
    const code = await codes.make();
    await signIn(new CookieJar());
    expect(await codes.isRight(code)).toBe(true);
    provider.person = { ...nora, ...everywhere, sub: 'ines', email: 'ines@hospital.example' };
    expect(await signIn(new CookieJar())).toBe(`${api.url}/`);
    expect(await codes.isRight(code)).toBe(false);
    await api.database.pool.query(`DELETE FROM user_account WHERE open_id_subject = 'ines'`);
  });

  it.each([
    ['role', { groups: ['ward-staff'] }],
    ['all departments', { unit: ['ICU'] }],
    ['all sites', { place: ['house'] }],
  ])('refuses the last administrator whom the provider no longer gives %s, until there is another', async (_, less) => {
    const sub = `it-${randomUUID()}`;
    const administrator = { ...nora, ...everywhere, sub, email: `${sub}@hospital.example` };
    provider.person = administrator;
    const jar = new CookieJar();
    expect(await signIn(jar)).toBe(`${api.url}/`);
    provider.person = { ...administrator, ...less };
    expect(await signIn(new CookieJar())).toBe(refusedAt('last-administrator'));
    expect((await sessionOf(jar)).status).toBe(401);
    expect((await new TestBrowser(api).ask('GET', '/sign-in')).body.setUpNeeded).toBe(false);
    provider.person = { ...administrator, sub: `${sub}-2`, email: `${sub}-2@hospital.example` };
    expect(await signIn(new CookieJar())).toBe(`${api.url}/`);
    provider.person = { ...administrator, ...less };
    expect(await signIn(new CookieJar())).toBe(`${api.url}/`);
    await api.database.pool.query(`DELETE FROM user_account WHERE open_id_subject LIKE $1`, [`${sub}%`]);
  });

  it('lets nobody in whose account was disabled here', async () => {
    provider.person = { ...nora, sub: 'dora', email: 'dora@hospital.example' };
    await signIn(new CookieJar());
    await api.database.pool.query(`UPDATE user_account SET disabled_at = now() WHERE open_id_subject = 'dora'`);
    expect(await signIn(new CookieJar())).toBe(refusedAt('disabled'));
  });

  it('refuses an answer that comes twice, and records that', async () => {
    // Refusals of one address are gathered; this one has refused nobody yet.
    const jar = new CookieJar({ 'X-Forwarded-For': '192.0.2.9' });
    const answer = await jar.follow(start, isCallback);
    const secret = jar.cookie(api.url, attemptCookie)!;
    expect(await jar.follow(answer, isPage)).toBe(`${api.url}/`);
    jar.set(api.url, attemptCookie, secret);
    expect(await jar.follow(answer, isPage)).toBe(refusedAt('attempt'));
    await eventually(async () => (await auditOf('session.refused')).some(({ after }) => after.why === 'attempt'));
    expect((await auditOf('session.refused')).map(({ after }) => after.why)).toContain('attempt');
  });

  it('refuses a code that was used already, under a state that was not', async () => {
    const thief = new CookieJar();
    const victim = new CookieJar();
    const used = new URL(await victim.follow(start, isCallback));
    await victim.follow(used.href, isPage);
    const fresh = new URL(await thief.follow(start, isCallback));
    fresh.searchParams.set('code', used.searchParams.get('code')!);
    expect(await thief.follow(fresh.href, isPage)).toBe(refusedAt('provider'));
    expect(thief.cookie(api.url, sessionCookie)).toBe(undefined);
  });

  it('refuses an answer in a browser that did not begin, and one whose state is not the own', async () => {
    const victim = new CookieJar();
    const answer = await victim.follow(start, isCallback);
    expect(await new CookieJar().follow(answer, isPage)).toBe(refusedAt('attempt'));
    const other = new CookieJar();
    await other.get(start);
    expect(await other.follow(answer, isPage)).toBe(refusedAt('attempt'));
    const wrong = new URL(answer);
    wrong.searchParams.set('state', 'x'.repeat(43));
    const secret = victim.cookie(api.url, attemptCookie)!;
    expect(await victim.follow(wrong.href, isPage)).toBe(refusedAt('attempt'));
    wrong.searchParams.delete('state');
    victim.set(api.url, attemptCookie, secret);
    expect(await victim.follow(wrong.href, isPage)).toBe(refusedAt('attempt'));
  });

  it('refuses an attempt that took longer than ten minutes', async () => {
    const jar = new CookieJar();
    const answer = await jar.follow(start, isCallback);
    await api.database.pool.query(`UPDATE open_id_attempt SET ends_at = now() - interval '1 second'`);
    expect(await jar.follow(answer, isPage)).toBe(refusedAt('attempt'));
  });

  it('refuses an answer that names another issuer (mix-up)', async () => {
    const jar = new CookieJar();
    const answer = new URL(await jar.follow(start, isCallback));
    expect(answer.searchParams.get('iss')).toBe(provider.issuer);
    answer.searchParams.set('iss', 'https://id.evil.example');
    expect(await jar.follow(answer.href, isPage)).toBe(refusedAt('provider'));
  });

  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as Record<string, number>;

  it.each<[string, (token: string) => string]>([
    ['without a signature', (token) => `${encoded({ alg: 'none' })}.${token.split('.')[1]}.`],
    [
      'with other claims under the old signature',
      (token) => {
        const [head, , signature] = token.split('.');
        return `${head}.${encoded({ ...claimsOf(token), sub: 'it' })}.${signature}`;
      },
    ],
    ['for another audience', (token) => provider.resign(token, { aud: 'another' })],
    ['of another issuer', (token) => provider.resign(token, { iss: 'https://id.evil.example' })],
    ['that has expired', (token) => provider.resign(token, { exp: claimsOf(token).iat - 3_600 })],
    ['with another nonce', (token) => provider.resign(token, { nonce: 'other' })],
  ])('refuses a token %s', async (_, change) => {
    const jar = new CookieJar();
    provider.forge = (answer) => ({ ...answer, id_token: change(String(answer.id_token)) });
    expect(await signIn(jar)).toBe(refusedAt('provider'));
    expect(jar.cookie(api.url, sessionCookie)).toBe(undefined);
    // The same way of forging, with nothing wrong in it, is let in: it is the change that was refused.
    provider.forge = (answer) => ({ ...answer, id_token: provider.resign(String(answer.id_token), {}) });
    expect(await signIn(jar)).toBe(`${api.url}/`);
  });

  it('says that it was cancelled', async () => {
    const jar = new CookieJar();
    const { searchParams } = new URL((await jar.get(start)).headers.get('location')!);
    const cancelled = `${callback}?error=access_denied&state=${searchParams.get('state')}`;
    expect(await jar.follow(cancelled, isPage)).toBe(refusedAt('cancelled'));
  });
});
