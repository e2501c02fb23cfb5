import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { CookieJar } from '../support/cookie-jar.js';
import { clientId, clientSecret, startProvider, type TestProvider } from './openid-provider.js';
import { TestBrowser } from './people-browser.js';
import { startTestApi, type TestApi } from './running-api.js';

/** Everything that happened here and that no log may tell, by what it is. */
const secrets = new Map<string, string>();
const secret = (what: string, value: string): string => {
  expect(value.length).toBeGreaterThan(5);
  secrets.set(what, value);
  return value;
};

describe('the log at its most talkative', () => {
  let log = '';
  let provider: TestProvider;
  let api: TestApi;

  beforeAll(async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    provider = await startProvider(`${url}/api/v1/openid/callback`);
    api = await startTestApi(
      'postgres',
      {
        ...{ WARDMAP_LOG_LEVEL: 'debug', WARDMAP_PORT: String(port), WARDMAP_PUBLIC_URL: url },
        WARDMAP_SECRET: secret('the secret of the installation', Buffer.alloc(32, 9).toString('base64')),
        ...{ WARDMAP_OPENID_ISSUER: provider.issuer, WARDMAP_OPENID_CLIENT_ID: clientId },
        WARDMAP_OPENID_CLIENT_SECRET: secret('the client secret', clientSecret),
        ...{ WARDMAP_OPENID_ROLE_CLAIM: 'groups', WARDMAP_OPENID_ROLE_MAP: 'ward=nurse' },
        WARDMAP_OPENID_NEWCOMERS: 'house',
      },
      { logTo: { write: (line) => void (log += line) } },
    );
  });
  afterAll(async () => {
    await api?.close();
    await provider?.close();
  });

  it('tells what was asked, and no secret of those who asked', async () => {
    await people();
    await keysAndOddRequests();
    await openId();
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { path?: string; status?: number; requestId?: string });
    for (const path of ['/api/v1/session', '/api/v1/account/second-factor', '/api/v1/keys', '/api/v1/openid/callback'])
      expect(lines.some((line) => line.path === path && line.requestId)).toBe(true);
    expect(secrets.size).toBeGreaterThan(15);
    const told = [...secrets].filter(([, value]) =>
      [value, encodeURIComponent(value)].some((form) => log.includes(form)),
    );
    expect(told.map(([what]) => what)).toEqual([]);
  });

  const token = (browser: TestBrowser) => browser.cookie.split('=')[1];

  async function people(): Promise<void> {
    const password = secret('a password', 'seven rivers and a lamp');
    const wrong = secret('a wrong password', 'six rivers and a candle');
    // The one code that is meant to be read in the log.
    const code = /one-time code ([0-9A-Z-]+)/.exec(log)![1];
    const ada = new TestBrowser(api);
    await ada.ask('POST', '/setup', { code, email: 'ada@hospital.example', name: 'Ada', password });
    secret('the cookie of a session', token(ada));
    const body = { email: 'bea@hospital.example', name: 'Bea', roles: ['nurse'], siteIds: null, departments: null };
    const invited = await ada.ask('POST', '/users', body);
    const invitation = secret('an invitation', invited.body.code as string);
    const bea = new TestBrowser(api);
    await bea.ask('POST', '/invitations/accept', { code: `${invitation}x`, password });
    await bea.ask('POST', '/invitations/accept', { code: invitation, password });
    const { email } = body;
    expect((await bea.ask('POST', '/session', { email, password: wrong })).status).toBe(401);
    expect((await bea.ask('POST', '/session', { email, password })).status).toBe(200);
    secret('the cookie of another session', token(bea));
    const started = await bea.ask('POST', '/account/second-factor', { password });
    const totp = new TOTP({ secret: Secret.fromBase32(secret('a second factor', started.body.secret as string)) });
    // Its code is not looked for: six digits stand in the milliseconds of any line sooner or later.
    const shown = totp.generate();
    const confirmed = await bea.ask('POST', '/account/second-factor/confirm', { code: shown });
    secret('a recovery code', confirmed.body.recoveryCodes[0] as string);
    await bea.ask('POST', '/session', { email, password, code: confirmed.body.recoveryCodes[0] as string });
    const next = secret('a new password', 'eight mountains and a bell');
    expect((await bea.ask('POST', '/account/password', { current: password, next })).status).toBeLessThan(300);
  }

  async function keysAndOddRequests(): Promise<void> {
    const administrator = await api.signIn('administrator');
    secret('the cookie of an administrator', administrator.token);
    const ask = (method: string, path: string, body?: unknown) =>
      api.ask(method, `/api/v1${path}`, { key: null, headers: administrator.headers, body });
    const wanted = { kind: 'integration', name: 'cmms', scopes: ['read'], siteIds: null, departments: null };
    const made = await ask('POST', '/keys', { ...wanted, expiresAt: null });
    const key = secret('a key', made.body.secret as string);
    const rotated = await ask('POST', `/keys/${made.body.key.id}/rotate`, { overlapHours: 1 });
    secret('a rotated key', rotated.body.secret as string);
    expect((await api.ask('GET', '/api/v1/sites', { key })).status).toBe(200);
    const unknown = secret('a key that is not known', `wm_${'n'.repeat(43)}`);
    expect((await api.ask('GET', '/api/v1/sites', { key: unknown })).status).toBe(401);
    const inQuery = secret('a token in an address', 'token-in-an-address');
    await api.ask('GET', `/api/v1/sites?access_token=${inQuery}`);
    const broken = secret('a password in broken JSON', 'nine lakes and a boat');
    await ask('POST', '/session', `{"email":"ada@hospital.example","password":"${broken}`);
    const odd = secret('a password with a NUL', 'ten bridges\u0000 and a rope');
    await ask('POST', '/session', { email: 'ada@hospital.example', password: odd });
    await ask('POST', '/users', { email: 'nul@hospital.example', name: 'N\u0000', roles: ['nurse'] });
  }

  async function openId(): Promise<void> {
    provider.person = { sub: 'nora', email: 'nora@hospital.example', name: 'Nora', groups: ['ward'] };
    const jar = new CookieJar();
    const start = `${api.url}/api/v1/openid/start`;
    const answer = await jar.follow(start, (address) => address.includes('/openid/callback'));
    secret('a code of the provider', new URL(answer).searchParams.get('code')!);
    secret('a state', new URL(answer).searchParams.get('state')!);
    secret('the cookie of an attempt', jar.cookie(api.url, '__Host-wardmap-openid')!);
    await jar.get(answer);
    secret('the cookie of a session by the provider', jar.cookie(api.url, '__Host-wardmap')!);
    provider.forge = (tokens) => {
      secret('a token of the provider', String(tokens.id_token));
      return { ...tokens, id_token: `${String(tokens.id_token)}x` };
    };
    const failed = await new CookieJar().follow(start, (address) => address.includes('/sign-in?'));
    expect(failed).toContain('refused=provider');
  }
});
