import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionSchema } from '#contracts/api';
import { problemSchema } from '#contracts/problem';
import { controllers } from '../../apps/api/app.module.js';
import { declaredRoutes } from '../../apps/api/access/declared-routes.js';
import { startTestApi, type TestApi } from './running-api.js';

describe('access', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres');
  });
  afterAll(() => api?.close());

  const cookie = (key: string) => ({ Cookie: `theme=dark; wardmap_key=${key}` });

  it('is declared by every route', () => {
    const routes = declaredRoutes();
    expect(routes.length).toBeGreaterThanOrEqual(controllers.length);
    expect(routes.filter(({ demands }) => demands === null)).toEqual([]);
    expect(routes.filter(({ demands }) => demands === 'public').map(({ route }) => route)).toEqual([
      'HealthController.live',
      'HealthController.ready',
      'SessionController.signIn',
      'SessionController.signOut',
    ]);
  });

  it('is refused on every guarded path without a key', async () => {
    const paths: [string, string][] = [
      ['GET', '/api/v1/sites'],
      ['GET', '/api/v1/floors/1'],
      ['GET', '/api/v1/floors/1/plan.svg'],
      ['GET', '/api/v1/assets'],
      ['GET', '/api/v1/assets/1'],
      ['PUT', '/api/v1/assets'],
      ['DELETE', '/api/v1/assets'],
      ['GET', '/api/v1/tags/t1/positions'],
      ['GET', '/api/v1/unassigned'],
      ['GET', '/api/v1/session'],
      ['POST', '/api/v1/readings'],
    ];
    for (const [method, path] of paths) {
      const answer = await api.ask(method, path, { key: null });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(problemSchema.parse(answer.body).detail).toContain('key is needed');
    }
  });

  it('goes by the scopes of the key', async () => {
    expect((await api.ask('GET', '/api/v1/sites', { key: api.keys.read })).status).toBe(200);
    expect((await api.ask('GET', '/api/v1/sites', { key: api.keys.ingest })).status).toBe(403);
    const refused = await api.ask('PUT', '/api/v1/assets', { key: api.keys.read, body: { assets: [] } });
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('"manage"')]);
  });

  it('trades a key for a cookie that scripts cannot read, and ends it', async () => {
    const signedIn = await api.ask('POST', '/api/v1/session', { key: null, body: { key: `  ${api.keys.all}\n` } });
    expect(signedIn.status).toBe(200);
    expect(sessionSchema.parse(signedIn.body).scopes).toEqual(['ingest', 'read', 'manage']);
    const set = signedIn.headers.get('set-cookie') ?? '';
    expect(set).toMatch(/^wardmap_key=wm_[\w-]+; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const headers = { Cookie: set.split(';')[0] };
    expect((await api.ask('GET', '/api/v1/session', { key: null, headers })).status).toBe(200);
    const https = await api.ask('POST', '/api/v1/session', {
      key: null,
      body: { key: api.keys.read },
      headers: { 'X-Forwarded-Proto': 'https' },
    });
    expect(https.headers.get('set-cookie')).toContain('; Secure;');
    const out = await api.ask('DELETE', '/api/v1/session', { key: null, headers });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('wardmap_key=;')]);
  });

  it('says why a key does not sign in', async () => {
    const signIn = (key: unknown) => api.ask('POST', '/api/v1/session', { key: null, body: { key } });
    expect((await signIn(`wm_${'a'.repeat(43)}`)).status).toBe(401);
    expect((await signIn(api.keys.ingest)).status).toBe(403);
    expect((await signIn('short')).body.errors).toEqual([expect.objectContaining({ pointer: '/key' })]);
  });

  it('takes a change by cookie only from a page of this server', async () => {
    const change = (headers: Record<string, string>) =>
      api.ask('DELETE', '/api/v1/assets', {
        key: null,
        body: { numbers: ['none'] },
        headers: { ...cookie(api.keys.all), ...headers },
      });
    // fetch of Node sets Sec-Fetch-Mode only; browsers set what is given here.
    expect((await change({ Origin: api.url })).status).toBe(204);
    expect((await change({ Origin: api.url, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(204);
    expect((await change({})).status).toBe(403);
    expect((await change({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ Origin: api.url, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await change({ Origin: 'null' })).status).toBe(403);
  });
});

describe('demo mode', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres', { WARDMAP_DEMO: 'true' });
  });
  afterAll(() => api?.close());

  /** fetch does not let a Host header through; a browser behind a rebound name sends one. */
  const statusFor = (host: string, path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(api.url + path, { headers: { Host: host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('lets anybody on this machine read, and nobody change', async () => {
    const session = await api.ask('GET', '/api/v1/session', { key: null });
    expect(sessionSchema.parse(session.body)).toMatchObject({ scopes: ['read'], demo: true });
    expect((await api.ask('GET', '/api/v1/assets', { key: null })).status).toBe(200);
    expect((await api.ask('DELETE', '/api/v1/assets', { key: null, body: { numbers: ['P-1'] } })).status).toBe(401);
    expect((await api.ask('GET', '/api/v1/unassigned', { key: null })).status).toBe(401);
    expect((await api.ask('GET', '/api/v1/unassigned', { key: api.keys.manage })).status).toBe(200);
  });

  it('is not disturbed by a cookie of an earlier installation', async () => {
    const headers = { Cookie: `wardmap_key=wm_${'b'.repeat(43)}` };
    expect((await api.ask('GET', '/api/v1/session', { key: null, headers })).status).toBe(200);
  });

  it('does not answer to a foreign name that was pointed at this machine', async () => {
    const { port } = new URL(api.url);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, '[::1]:80'])
      expect([host, await statusFor(host, '/api/v1/assets')]).toEqual([host, 200]);
    for (const host of ['evil.example', `127.0.0.1.evil.example:${port}`, 'localhost.evil.example'])
      expect([host, await statusFor(host, '/api/v1/assets')]).toEqual([host, 401]);
  });
});
