import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sessionSchema } from '#contracts/people';
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

  it('is declared by every route', () => {
    const routes = declaredRoutes();
    expect(routes.length).toBeGreaterThanOrEqual(controllers.length);
    expect(routes.filter(({ demands }) => demands === null)).toEqual([]);
    const open = routes.filter(({ demands }) => demands === 'public').map(({ route }) => route);
    expect(open.sort()).toEqual([
      'HealthController.live',
      'HealthController.ready',
      'OpenIdController.callback',
      'OpenIdController.start',
      'SignInController.accept',
      'SignInController.complete',
      'SignInController.options',
      'SignInController.withOneClick',
      'SignInController.withPassword',
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
      ['POST', '/api/v1/telemetry'],
    ];
    for (const [method, path] of paths) {
      const answer = await api.ask(method, path, { key: null });
      expect([path, answer.status]).toEqual([path, 401]);
      expect(problemSchema.parse(answer.body).detail).toContain('Sign in first');
    }
  });

  it('goes by the scopes of the key', async () => {
    expect((await api.ask('GET', '/api/v1/sites', { key: api.keys.read })).status).toBe(200);
    expect((await api.ask('GET', '/api/v1/sites', { key: api.keys.ingest })).status).toBe(403);
    const refused = await api.ask('PUT', '/api/v1/assets', { key: api.keys.read, body: { assets: [] } });
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('"manage"')]);
  });

  it('takes a change by cookie only from a page of this server', async () => {
    const { headers } = await api.signIn('biomed');
    const change = (more: Record<string, string>) =>
      api.ask('DELETE', '/api/v1/assets', {
        key: null,
        body: { numbers: ['none'] },
        headers: { Cookie: `theme=dark; ${headers.Cookie}`, ...more },
      });
    // fetch of Node sets Sec-Fetch-Mode only; browsers set what is given here.
    expect((await change({ Origin: api.url })).status).toBe(204);
    expect((await change({ Origin: api.url, 'Sec-Fetch-Site': 'same-origin' })).status).toBe(204);
    expect((await change({})).status).toBe(403);
    expect((await change({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ Origin: api.url, 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await change({ Origin: 'null' })).status).toBe(403);
  });

  it('of a key is told as what it opens, with no person behind it', async () => {
    const session = sessionSchema.parse((await api.ask('GET', '/api/v1/session', { key: api.keys.read })).body);
    expect(session).toMatchObject({ person: null, key: { name: 'read', scopes: ['read'] }, endsAt: null });
    expect(session.permissions).toContain('assets.see');
    expect(session.permissions).not.toContain('assets.change');
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

  it('does not answer to a foreign name that was pointed at this machine', async () => {
    const { port } = new URL(api.url);
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, '[::1]:80'])
      expect([host, await statusFor(host, '/api/v1/sign-in')]).toEqual([host, 200]);
    for (const host of ['evil.example', `127.0.0.1.evil.example:${port}`, 'localhost.evil.example'])
      expect([host, await statusFor(host, '/api/v1/sign-in')]).toEqual([host, 403]);
  });
});
