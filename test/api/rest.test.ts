import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  floorDetailSchema,
  healthSchema,
  positionListSchema,
  siteTreeSchema,
  unassignedListSchema,
} from '#contracts/api';
import { assetListSchema, assetSchema } from '#contracts/assets';
import { problemSchema } from '#contracts/problem';
import { ensureDays } from '#storage/position-days';
import { startTestApi, type TestApi } from './running-api.js';

describe('REST', () => {
  let api: TestApi;
  let floorId: number;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    const { sites } = (await api.ask('GET', '/api/v1/sites')).body;
    floorId = sites[0].buildings[0].floors[0].id;
  });
  afterAll(() => api?.close());

  it('shows the places as the contracts say', async () => {
    const tree = siteTreeSchema.parse((await api.ask('GET', '/api/v1/sites')).body);
    expect(tree.sites[0].buildings[0].floors.map((floor) => floor.name)).toEqual(['Floor 0', 'Floor 1']);
    const floor = floorDetailSchema.parse((await api.ask('GET', `/api/v1/floors/${floorId}`)).body);
    expect(floor.readers).toHaveLength(2);
    for (const id of ['0', '-1', 'abc', '99999999999', '424242'])
      expect((await api.ask('GET', `/api/v1/floors/${id}`)).status).toBe(404);
  });

  it('sends a plan once, and lets it do nothing but draw', async () => {
    const path = `/api/v1/floors/${floorId}/plan.svg`;
    const plan = await api.ask('GET', path);
    expect(plan.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
    expect(plan.headers.get('content-security-policy')).toContain('sandbox');
    expect(plan.text).toContain('<rect');
    // As browsers ask; Node's fetch would by itself ask for a fresh copy.
    const headers = { 'If-None-Match': plan.headers.get('etag') as string, 'Cache-Control': 'max-age=0' };
    const again = await api.ask('GET', path, { headers });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('finds assets page by page', async () => {
    const first = assetListSchema.parse((await api.ask('GET', '/api/v1/assets?search=pump&limit=1')).body);
    expect(first.assets.map((asset) => asset.number)).toEqual(['P-1']);
    const second = assetListSchema.parse(
      (await api.ask('GET', `/api/v1/assets?search=pump&limit=1&after=${first.next}`)).body,
    );
    expect([second.assets.map((asset) => asset.number), second.next]).toEqual([['P-2'], null]);
    const one = await api.ask('GET', `/api/v1/assets/${first.assets[0].id}`);
    expect(assetSchema.parse(one.body).tagKey).toBe('t1');
    expect((await api.ask('GET', '/api/v1/assets/424242')).status).toBe(404);
  });

  it('names what is wrong with a query or a body', async () => {
    const query = await api.ask('GET', '/api/v1/assets?limit=1000');
    expect([query.status, query.body.errors[0].pointer]).toEqual([400, '/limit']);
    const body = await api.ask('PUT', '/api/v1/assets', {
      body: { assets: [{ number: 'X', name: '', typeKey: 'bed', tagKey: null }] },
    });
    expect([body.status, body.body.errors[0].pointer]).toEqual([400, '/assets/0/name']);
    const span = await api.ask('GET', '/api/v1/tags/t1/positions?from=yesterday&to=2026-01-01T00:00:00Z');
    expect([span.status, span.body.errors[0].pointer]).toEqual([400, '/from']);
    expect((await api.ask('GET', '/api/v1/assets/%E0%A4%A')).status).toBe(400);
  });

  it('answers 400, not 500, to values that no database can hold', async () => {
    const span = 'from=0000-01-01T00:00:00Z&to=9999-01-01T00:00:00Z';
    const asset = { number: 'X', name: 'a\u0000b', typeKey: 'bed', typeName: 'Bed', tagKey: null };
    const answers = [
      await api.ask('GET', '/api/v1/assets?search=%00'),
      await api.ask('GET', `/api/v1/tags/t1/positions?${span}`),
      await api.ask('PUT', '/api/v1/assets', { body: { assets: [asset] } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
    for (const { body } of answers) expect(problemSchema.parse(body).detail).toContain('cannot be stored');
    const foreign = await api.ask('GET', '/api/v1/assets?after=9007199254740991');
    expect([foreign.status, problemSchema.parse(foreign.body).detail]).toEqual([
      400,
      'after: not the `next` of a page in this order; begin without it.',
    ]);
    expect(
      (await api.ask('GET', '/api/v1/tags/%00t1/positions?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z')).status,
    ).toBe(200);
  });

  it('reads the history of a tag by any spelling of its key', async () => {
    const at = new Date('2026-03-01T12:00:00.000Z');
    await ensureDays(api.database.pool, at, at);
    await api.database.pool.query(
      `INSERT INTO position (tag_id, observed_at, floor_id, x, y, var_x, var_y, cov_xy, radius90_m, zone_id, method)
       SELECT id, $1, $2, 1, 2, 1, 1, 0, 2.5, NULL, 'level-fit' FROM tag WHERE key = 'aabbcc000002'`,
      [at, floorId],
    );
    const span = 'from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z';
    const answer = await api.ask('GET', `/api/v1/tags/AA:BB:CC:00:00:02/positions?${span}`);
    expect(positionListSchema.parse(answer.body).positions).toMatchObject([
      { observedAt: '2026-03-01T12:00:00.000Z', floorKey: 'floor-0', x: 1, y: 2, radius90M: 2.5 },
    ]);
    expect((await api.ask('GET', `/api/v1/tags/nobody/positions?${span}`)).status).toBe(404);
  });

  it('lists unassigned keys as the contract says', async () => {
    expect(unassignedListSchema.parse((await api.ask('GET', '/api/v1/unassigned')).body).sightings).toEqual([]);
  });

  it('tells whether it is up and whether it is ready', async () => {
    expect((await api.ask('GET', '/api/v1/health/live', { key: null })).body).toEqual({ status: 'ok' });
    const ready = await api.ask('GET', '/api/v1/health/ready', { key: null });
    expect(healthSchema.parse(ready.body)).toEqual({
      status: 'ok',
      checks: { database: { ok: true }, queue: { ok: true }, bus: { ok: true } },
    });
  });

  it('answers every error with problem details, a request id and the security headers', async () => {
    const answer = await api.ask('GET', '/api/v1/nothing', { headers: { 'X-Request-Id': 'mine-1' } });
    expect(problemSchema.parse(answer.body).status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
