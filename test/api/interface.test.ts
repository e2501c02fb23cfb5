import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenApi } from '../../apps/api/interface/openapi.js';
import { demandDescribed } from './described-answers.js';
import { everyRoute } from './every-route.js';
import { startTestApi, type TestApi } from './running-api.js';

describe('the description of the interface', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres');
  });
  afterAll(() => api?.close());

  it('is served to those who are known, with every route the server has', async () => {
    const answer = await api.ask('GET', '/api/openapi.json');
    const { openapi, paths } = answer.body as OpenApi;
    expect([answer.status, openapi]).toEqual([200, '3.1.1']);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const served = everyRoute(api.api)
      .filter(({ method, path }) => method !== 'HEAD' && path.startsWith('/api/'))
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    expect(described.sort()).toEqual(served.sort());
    expect((await api.ask('GET', '/api/openapi.json', { key: null })).status).toBe(401);
    expect((await api.ask('GET', '/api/docs', { key: null })).status).toBe(401);
  });

  it('is a page for people that loads and runs nothing', async () => {
    const nurse = await api.signIn('nurse');
    const page = await api.ask('GET', '/api/docs', { key: null, headers: nurse.headers });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.text).toContain('<h1>Wardmap interface');
    expect(page.text).not.toMatch(/<script|<link|<img|style=/);
  });

  it('is what every answer in these tests is held to', () => {
    const given = { status: 200, type: 'application/json', text: '{"status":"ok"}' };
    const live = '/api/v1/health/live';
    expect(() => demandDescribed('GET', live, given)).not.toThrow();
    expect(() => demandDescribed('GET', live, { ...given, text: '{"status":"bad"}' })).toThrow('not as described');
    expect(() => demandDescribed('GET', live, { ...given, text: '{"status":"ok","x":1}' })).toThrow('more than');
    expect(() => demandDescribed('GET', live, { ...given, status: 201 })).toThrow('no answer with this status');
    expect(() => demandDescribed('GET', live, { ...given, status: 500 })).toThrow('not problem details');
  });
});
