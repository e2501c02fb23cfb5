import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keyListSchema, type KeyView, newKeySchema } from '#contracts/keys';
import { problemSchema } from '#contracts/problem';
import { queuedJobs } from './queued-jobs.js';
import { type SignedInTester, startTestApi, type TestApi, testPlan } from './running-api.js';
import { PlacesStore } from '#storage/places-store';
import { patience } from '../support/patience.js';

describe('keys', () => {
  let api: TestApi;
  let administrator: SignedInTester;
  let otherSiteId: number;

  beforeAll(async () => {
    api = await startTestApi('postgres');
    const plan = testPlan(0);
    const other = {
      ...plan,
      site: { ...plan.site, key: 'annex', name: 'Annex' },
      readers: plan.readers.slice(0, 1).map((reader) => ({ ...reader, key: 'annex-r1' })),
    };
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>';
    await new PlacesStore(api.database).importFloorplan(other, drawing);
    const { rows } = await api.database.pool.query<{ id: number }>(`SELECT id FROM site WHERE key = 'annex'`);
    otherSiteId = rows[0].id;
    administrator = await api.signIn('administrator');
  });
  afterAll(() => api?.close());

  const asPerson = (who: SignedInTester) => (method: string, path: string, body?: unknown) =>
    api.ask(method, path, { key: null, headers: who.headers, body });
  const manage = (method: string, path: string, body?: unknown) => asPerson(administrator)(method, path, body);
  const make = async (body: object) => {
    const answer = await manage('POST', '/api/v1/keys', { expiresAt: null, ...body });
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)]);
    return newKeySchema.parse(answer.body);
  };
  const gateway = (...readerKeys: string[]) => make({ kind: 'gateway', name: 'Gateway', readerKeys });
  const integration = (more: object = {}) =>
    make({ kind: 'integration', name: 'Integration', scopes: ['read'], siteIds: null, departments: null, ...more });
  const listed = async (id: number): Promise<KeyView> => {
    const { keys } = keyListSchema.parse((await manage('GET', '/api/v1/keys')).body);
    return keys.find((key) => key.id === id)!;
  };
  const send = (key: string, ...readings: object[]) =>
    api.ask('POST', '/api/v1/readings', { key, body: { readings: readings.map((each) => reading(each)) } });
  const reading = (more: object) => ({
    ...{ readerKey: 'r1', tagKey: 't1', rssiDbm: -60, observedAt: Date.now() - 1000 },
    ...more,
  });
  /** Asks until the answer has this status: what is remembered of a key is forgotten after ten seconds. */
  const becomes = (status: number, key: string) =>
    expect.poll(async () => (await api.ask('GET', '/api/v1/sites', { key })).status, patience).toBe(status);

  it('are made and listed without their secret', async () => {
    const { key, secret } = await integration({ name: 'Map on the wall' });
    expect(secret).toMatch(/^wm_[\w-]{43}$/);
    expect(key).toMatchObject({ name: 'Map on the wall', start: secret.slice(0, 9), state: 'never used' });
    expect(key.createdBy).toContain(administrator.email);
    expect((await api.ask('GET', '/api/v1/sites', { key: secret })).status).toBe(200);
    expect((await listed(key.id)).state).toBe('in use');
    expect((await manage('GET', '/api/v1/keys')).text).not.toContain(secret.slice(9));
    const { rows } = await api.database.pool.query('SELECT to_json(api_key)::text AS row FROM api_key');
    expect(rows.map(({ row }) => row as string).join()).not.toContain(secret.slice(9));
  });

  it("of a gateway report for its readers, and a batch with another's reader is refused whole", async () => {
    const { key, secret } = await gateway('r1', 'aa-bb-cc-00-00-01');
    expect(key).toMatchObject({ kind: 'gateway', scopes: ['ingest'], readerKeys: ['aabbcc000001', 'r1'] });
    await queuedJobs(api, 4);
    const sent = await send(secret, {}, { readerKey: 'r3' });
    expect(sent.status).toBe(403);
    expect(problemSchema.parse(sent.body).errors).toEqual([
      { pointer: '/readings/1/readerKey', detail: expect.stringContaining('"r3"') },
    ]);
    expect(await queuedJobs(api, 4)).toEqual([]);
    const recorded = async () => {
      const { rows } = await api.database.pool.query<{ after: { why: string } }>(
        `SELECT after FROM audit_event WHERE action = 'access.refused' AND actor_kind = 'key' AND actor_id = $1`,
        [key.id],
      );
      return rows.map(({ after }) => after.why).join();
    };
    await expect.poll(recorded, patience).toContain('may not report for the reader "r3"');
    const own = await send(secret, {}, { readerKey: 'AABBCC000001' }, { readerKey: 'nobody' });
    expect([own.status, own.body]).toMatchObject([202, { accepted: 2, ignored: { unknownReader: 1 } }]);
    expect(await queuedJobs(api, 4)).not.toEqual([]);
  });

  it('of a gateway neither send ready-made positions nor read', async () => {
    const { secret } = await gateway('r1');
    const position = { tagKey: 't1', floorKey: 'floor-1', x: 1, y: 1, accuracyM: 1, observedAt: Date.now() };
    const placed = (key: string) =>
      api.ask('POST', '/api/v1/positions', { key, body: { positions: [{ ...position, siteKey: 'house' }] } });
    const refused = await placed(secret);
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('integration')]);
    expect((await placed((await integration({ scopes: ['ingest'] })).secret)).body).toMatchObject({ accepted: 1 });
    expect((await api.ask('GET', '/api/v1/assets', { key: secret })).status).toBe(403);
  });

  it('of an integration for one site report for readers and floors of that site only', async () => {
    const { secret } = await integration({ scopes: ['ingest'], siteIds: [otherSiteId] });
    // The api hears of the imported floor within seconds.
    const accepted = async () => (await send(secret, { readerKey: 'annex-r1' })).body.accepted as number;
    await expect.poll(accepted, patience).toBe(1);
    expect((await send(secret, { readerKey: 'r1' })).status).toBe(403);
    const position = { tagKey: 't1', x: 1, y: 1, accuracyM: 1, observedAt: Date.now() };
    const positions = [
      { ...position, floorKey: 'floor-0' },
      { ...position, floorKey: 'floor-0', siteKey: 'house' },
    ];
    const answer = await api.ask('POST', '/api/v1/positions', { key: secret, body: { positions } });
    expect(answer.body).toMatchObject({ accepted: 1, rejected: [{ index: 1, field: 'floorKey' }] });
  });

  it('are rotated with overlap: both secrets work, and the use of the former is noted', async () => {
    const { key, secret } = await integration();
    const rotated = await manage('POST', `/api/v1/keys/${key.id}/rotate`, { overlapHours: 24 });
    expect(rotated.status).toBe(200);
    const next = newKeySchema.parse(rotated.body);
    expect(next.secret).not.toBe(secret);
    expect(next.key).toMatchObject({ id: key.id, start: next.secret.slice(0, 9), formerLastUsedAt: null });
    expect(Date.parse(next.key.formerUntil!) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    expect((await api.ask('GET', '/api/v1/sites', { key: next.secret })).status).toBe(200);
    expect((await listed(key.id)).formerLastUsedAt).toBeNull();
    expect((await api.ask('GET', '/api/v1/sites', { key: secret })).status).toBe(200);
    expect((await listed(key.id)).formerLastUsedAt).not.toBeNull();

    const ended = `UPDATE api_key SET former_ends_at = now() - interval '1 second' WHERE id = $1`;
    await api.database.pool.query(ended, [key.id]);
    await becomes(401, secret);
    expect((await api.ask('GET', '/api/v1/sites', { key: next.secret })).status).toBe(200);
    expect(await listed(key.id)).toMatchObject({ formerUntil: null, formerLastUsedAt: null });
  });

  it('rotated without overlap open nothing with the old secret', async () => {
    const { key, secret } = await integration();
    const rotated = await manage('POST', `/api/v1/keys/${key.id}/rotate`, { overlapHours: 0 });
    expect(rotated.body.key.formerUntil).toBeNull();
    expect((await api.ask('GET', '/api/v1/sites', { key: secret })).status).toBe(401);
  });

  it('that expired or were revoked open nothing, and are not rotated', async () => {
    const expiring = await integration({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect((await api.ask('GET', '/api/v1/sites', { key: expiring.secret })).status).toBe(200);
    const past = `UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1`;
    await api.database.pool.query(past, [expiring.key.id]);
    const { key, secret } = await integration();
    expect((await api.ask('GET', '/api/v1/sites', { key: secret })).status).toBe(200);
    expect((await manage('DELETE', `/api/v1/keys/${key.id}`)).status).toBe(204);
    expect((await manage('DELETE', `/api/v1/keys/${key.id}`)).status).toBe(204);
    await becomes(401, expiring.secret);
    await becomes(401, secret);
    expect([(await listed(expiring.key.id)).state, (await listed(key.id)).state]).toEqual(['expired', 'revoked']);
    for (const { id } of [expiring.key, key])
      expect((await manage('POST', `/api/v1/keys/${id}/rotate`, { overlapHours: 1 })).status).toBe(409);
  });

  it('are flagged when nobody used them for 90 days', async () => {
    const { key } = await integration();
    const created = `UPDATE api_key SET created_at = now() - interval '91 days' WHERE id = $1`;
    await api.database.pool.query(created, [key.id]);
    expect((await listed(key.id)).state).toBe('unused');
  });

  it('are refused with the place of what is wrong', async () => {
    const refused = async (body: object) => {
      const wanted = { name: 'x', expiresAt: null, scopes: ['read'], siteIds: null, departments: null, ...body };
      const answer = await manage('POST', '/api/v1/keys', wanted);
      return [answer.status, problemSchema.parse(answer.body).errors?.[0].pointer];
    };
    expect(await refused({ kind: 'gateway', readerKeys: ['r1', 'r9'] })).toEqual([400, '/readerKeys/1']);
    expect(await refused({ kind: 'integration', siteIds: [99] })).toEqual([400, '/siteIds/0']);
    expect(await refused({ kind: 'integration', expiresAt: '2020-01-01T00:00:00Z' })).toEqual([400, '/expiresAt']);
    const ingestOfDepartment = { kind: 'integration', scopes: ['ingest'], departments: ['ICU'] };
    expect(await refused(ingestOfDepartment)).toEqual([400, '/departments']);
    expect(await refused({ kind: 'person' })).toEqual([400, '/kind']);
    expect(await refused({ kind: 'integration', name: 'a\0b' })).toEqual([400, '/name']);
    expect((await manage('POST', '/api/v1/keys/999999/rotate', { overlapHours: 1 })).status).toBe(404);
  });

  it('open no more than an administrator of one site answers for, and others are not there for them', async () => {
    const local = asPerson(await api.signIn('administrator', { siteIds: [otherSiteId] }));
    const wanted = { name: 'local', expiresAt: null, scopes: ['read'], departments: null };
    const wide = await local('POST', '/api/v1/keys', { ...wanted, kind: 'integration', siteIds: null });
    expect([wide.status, wide.body.detail]).toEqual([403, expect.stringContaining(`sites ${otherSiteId}`)]);
    expect(
      (await local('POST', '/api/v1/keys', { ...wanted, kind: 'integration', siteIds: [1, otherSiteId] })).status,
    ).toBe(403);
    expect((await local('POST', '/api/v1/keys', { ...wanted, kind: 'gateway', readerKeys: ['r1'] })).status).toBe(400);
    const made = [
      await local('POST', '/api/v1/keys', { ...wanted, kind: 'integration', siteIds: [otherSiteId] }),
      await local('POST', '/api/v1/keys', { ...wanted, kind: 'gateway', readerKeys: ['annex-r1'] }),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201]);
    const { keys } = keyListSchema.parse((await local('GET', '/api/v1/keys')).body);
    expect(keys.slice(0, 2).map(({ id }) => id)).toEqual(made.map(({ body }) => body.key.id as number).reverse());
    expect(keys.every((key) => key.kind === 'gateway' || key.siteIds?.join() === String(otherSiteId))).toBe(true);
    const { key } = await integration();
    expect((await local('DELETE', `/api/v1/keys/${key.id}`)).status).toBe(404);
    expect((await local('POST', `/api/v1/keys/${key.id}/rotate`, { overlapHours: 1 })).status).toBe(404);
    const ward = asPerson(await api.signIn('administrator', { departments: ['ICU'] }));
    expect((await ward('POST', '/api/v1/keys', { ...wanted, kind: 'gateway', readerKeys: ['r1'] })).status).toBe(403);
  });

  it('are the matter of administrators alone', async () => {
    for (const role of ['nurse', 'biomed', 'security'] as const)
      expect((await asPerson(await api.signIn(role))('GET', '/api/v1/keys')).status).toBe(403);
    expect((await api.ask('GET', '/api/v1/keys')).status).toBe(403);
  });

  it('leave an audit trail with before and after, without a secret', async () => {
    const { key, secret } = await integration({ name: 'Recorded' });
    await manage('POST', `/api/v1/keys/${key.id}/rotate`, { overlapHours: 1 });
    await manage('DELETE', `/api/v1/keys/${key.id}`);
    const { rows } = await api.database.pool.query<{ action: string; event: string; actor_id: number }>(
      `SELECT action, actor_id, to_json(audit_event)::text AS event FROM audit_event WHERE subject = $1 ORDER BY id`,
      [`${key.id} Recorded`],
    );
    expect(rows.map(({ action }) => action)).toEqual(['key.create', 'key.rotate', 'key.revoke']);
    expect(rows.every(({ actor_id }) => actor_id === administrator.id)).toBe(true);
    expect(rows.map(({ event }) => event).join()).not.toContain(secret.slice(9));
    expect(rows[2].event).toContain('Recorded');
  });
});
