import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personTagsViewSchema, retentionViewSchema } from '#contracts/privacy';
import { queuedJobs } from './queued-jobs.js';
import { type SignedInTester, startTestApi, type TestApi } from './running-api.js';

let api: TestApi;
let administrator: SignedInTester;
let nurse: SignedInTester;
let security: SignedInTester;

beforeAll(async () => {
  api = await startTestApi('postgres', { WARDMAP_MAX_AGE_HOURS: '120', WARDMAP_POSITION_RETENTION_DAYS: '60' });
  [administrator, nurse, security] = [
    await api.signIn('administrator', { name: 'Ada' }),
    await api.signIn('nurse'),
    await api.signIn('security'),
  ];
});
afterAll(() => api?.close());

const ask = (who: SignedInTester, method: string, path: string, body?: unknown) =>
  api.ask(method, `/api/v1${path}`, { key: null, headers: who.headers, body });
const persons = { enabled: true, reason: 'Panic buttons of the night shift', roles: ['security'], historyHours: null };
const badge = { number: 'B-1', name: 'Night shift', typeKey: 'badge', tagKey: 'badge-1', person: true };
const register = (asset: object) => ask(administrator, 'PUT', '/assets', { assets: [asset] });
const numbersFor = async (who: SignedInTester) =>
  ((await ask(who, 'GET', '/assets')).body.assets as { number: string }[]).map(({ number }) => number);
/** How many readings of a tag wait in the queues; they are taken out. */
async function queuedOf(tagKey: string): Promise<number> {
  const { rows } = await api.database.pool.query<{ id: number }>('SELECT id FROM tag WHERE key = $1', [tagKey]);
  const jobs = await queuedJobs(api, 4);
  return jobs.flatMap(({ tagId }) => tagId).filter((id) => id === rows[0].id).length;
}
const send = (tagKey: string) =>
  api.ask('POST', '/api/v1/readings', {
    body: { readings: [{ readerKey: 'r1', tagKey, rssiDbm: -60, observedAt: Date.now() - 1000 }] },
  });

describe('the persons switch', () => {
  it('is off at first, and no tag can be given to a person', async () => {
    const { body } = await ask(nurse, 'GET', '/privacy/persons');
    expect(personTagsViewSchema.parse(body)).toEqual({
      ...{ persons: { enabled: false }, marked: 0, changedAt: null, changedBy: null },
    });
    const refused = await register(badge);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('under privacy')]);
  });

  it('wants a reason and somebody who sees them, and an administrator', async () => {
    const put = (who: SignedInTester, change: object) => ask(who, 'PUT', '/privacy/persons', { ...persons, ...change });
    expect((await put(administrator, { reason: 'because' })).body.errors[0].pointer).toBe('/reason');
    expect((await put(administrator, { roles: [] })).body.errors[0].pointer).toBe('/roles');
    expect((await put(administrator, { historyHours: 0 })).status).toBe(400);
    expect((await put(security, {})).status).toBe(403);
    expect((await api.ask('PUT', '/api/v1/privacy/persons', { body: persons })).status).toBe(403);
  });

  it('shows persons to the named roles alone, takes their readings, and says who switched it on', async () => {
    const { status, body } = await ask(administrator, 'PUT', '/privacy/persons', persons);
    expect(status).toBe(200);
    expect(personTagsViewSchema.parse(body)).toMatchObject({ persons, changedBy: 'Ada' });
    // A session that sees no persons registers none: whoever marks them is to see them.
    expect((await register(badge)).status).toBe(403);
    await ask(administrator, 'PUT', '/privacy/persons', { ...persons, roles: ['security', 'administrator'] });
    expect((await register(badge)).status).toBe(200);
    expect(await numbersFor(security)).toContain('B-1');
    expect(await numbersFor(nurse)).not.toContain('B-1');
    expect((await send('badge-1')).status).toBe(202);
    expect(await queuedOf('badge-1')).toBe(1);
    expect((await ask(nurse, 'GET', '/privacy/persons')).body.marked).toBe(1);
  });

  it('hides them from everybody once it is off, takes no reading more, and un-marks nobody', async () => {
    const { body } = await ask(administrator, 'PUT', '/privacy/persons', { enabled: false });
    expect(body).toMatchObject({ persons: { enabled: false }, marked: 1 });
    for (const who of [administrator, security, nurse]) expect(await numbersFor(who)).not.toContain('B-1');
    expect((await send('badge-1')).status).toBe(202);
    expect(await queuedOf('badge-1')).toBe(0);
    const { rows } = await api.database.pool.query(
      `SELECT actor_name, before, after FROM audit_event WHERE action = 'privacy.change' ORDER BY id`,
    );
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({ actor_name: `Ada (${administrator.email})`, before: { enabled: false }, after: persons });
  });
});

describe('retention', () => {
  it('is as the environment says at first, shown to everybody', async () => {
    const view = retentionViewSchema.parse((await ask(nurse, 'GET', '/privacy/retention')).body);
    expect(view).toMatchObject({ days: { positions: 60, visits: 1095, audit: 2190 }, changedBy: null });
    expect(view.kinds.find(({ kind }) => kind === 'audit')?.oldestAt).not.toBeNull();
  });

  it('is changed by an administrator within its bounds, and not below the age of accepted readings', async () => {
    const { days } = (await ask(administrator, 'GET', '/privacy/retention')).body;
    const put = (change: object, who = administrator) => ask(who, 'PUT', '/privacy/retention', { ...days, ...change });
    expect((await put({ visits: 40 }, nurse)).status).toBe(403);
    expect((await put({ audit: 30 })).body.errors[0].pointer).toBe('/audit');
    const tooShort = await put({ positions: 4 });
    expect([tooShort.status, tooShort.body.errors[0]]).toEqual([
      400,
      { pointer: '/positions', detail: expect.stringContaining('must be kept for 5 days at least') },
    ]);
    const changed = await put({ positions: 5, visits: 40 });
    expect([changed.status, changed.body]).toMatchObject([
      200,
      { days: { positions: 5, visits: 40 }, changedBy: 'Ada' },
    ]);
  });
});
