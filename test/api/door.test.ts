import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { json, text } from 'node:stream/consumers';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livePath } from '#contracts/live';
import { eventually } from '../faults/eventually.js';
import { type Answer, startTestApi, type TestApi } from './running-api.js';

const unknownKey = `wm_${'g'.repeat(43)}`;
const forwarded = (address: string, more: Record<string, string> = {}) => ({ 'X-Forwarded-For': address, ...more });

/** Addresses from which somebody was turned away, as the audit trail has them. */
async function refusedFrom(api: TestApi): Promise<string[]> {
  const { rows } = await api.database.pool.query<{ address: string }>(
    `SELECT address FROM audit_event WHERE action = 'access.refused' ORDER BY id`,
  );
  return rows.map((row) => row.address);
}

const liveSocket = (api: TestApi, headers: Record<string, string>) =>
  io(api.url, { path: livePath, transports: ['websocket'], extraHeaders: headers, reconnection: false });

const livesFrom = (api: TestApi, headers: Record<string, string>) =>
  new Promise<void>((resolve, reject) => {
    const socket = liveSocket(api, headers);
    socket.on('connect', () => reject(new Error('let in')));
    socket.on('connect_error', () => resolve());
  });

/** What the sign-in page is told under the name of the hospital's server, by a sender that says it was reached over TLS. */
async function optionsByName(api: TestApi) {
  const headers = { Host: 'rtls.hospital.example', 'X-Forwarded-Proto': 'https' };
  const [response] = (await once(get(`${api.url}/api/v1/sign-in`, { headers }), 'response')) as [IncomingMessage];
  const { refusedBecause } = (await json(response)) as { refusedBecause: string | null };
  return { status: response.statusCode, transport: response.headers['strict-transport-security'], refusedBecause };
}

describe('an api behind a proxy that is named', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres', { WARDMAP_TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => api.close());

  it('takes the address of the client from it, for requests and live connections', async () => {
    const wrong = { key: unknownKey };
    await api.ask('GET', '/api/v1/sites', { ...wrong, headers: forwarded('192.0.2.1') });
    await api.ask('GET', '/api/v1/sites', { ...wrong, headers: forwarded('10.9.9.9, 192.0.2.2') });
    await livesFrom(api, { ...forwarded('192.0.2.3'), Authorization: `Bearer ${unknownKey}` });
    await eventually(async () => new Set(await refusedFrom(api)).size === 3);
    expect((await refusedFrom(api)).sort()).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3']);
  });

  it('knows from it that browsers come over TLS', async () => {
    const { transport, refusedBecause } = await optionsByName(api);
    expect([transport, refusedBecause]).toEqual(['max-age=31536000', null]);
  });
});

/** What the server answers to these bytes, until it closes or has answered once. */
async function answered(api: TestApi, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}

describe('an api behind nobody it knows', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres', { WARDMAP_TRUSTED_PROXIES: '192.0.2.0/24' });
  });
  afterAll(() => api.close());

  it('believes nobody about whom they ask for', async () => {
    await api.ask('GET', '/api/v1/sites', { key: unknownKey, headers: forwarded('192.0.2.1') });
    await livesFrom(api, { ...forwarded('192.0.2.3'), Authorization: `Bearer ${unknownKey}` });
    await eventually(async () => (await refusedFrom(api)).length > 0);
    expect(new Set(await refusedFrom(api))).toEqual(new Set(['127.0.0.1']));
  });

  it('refuses requests whose end is told in two ways, and echoes none (TRACE)', async () => {
    const head = 'POST /api/v1/readings HTTP/1.1\r\nHost: localhost\r\n';
    const both = `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`;
    expect(await answered(api, both)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await answered(api, `${head}Content-Length: 4\r\nContent-Length: 9\r\n\r\n{}{}`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    const trace = await answered(
      api,
      'TRACE /api/v1/sites HTTP/1.1\r\nHost: localhost\r\nX-Secret: echo\r\nConnection: close\r\n\r\n',
    );
    expect(trace).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(trace).not.toContain('echo');
  });

  it('neither calls a plain connection encrypted nor sends it elsewhere', async () => {
    const { status, transport, refusedBecause } = await optionsByName(api);
    expect([status, transport]).toEqual([200, undefined]);
    expect(refusedBecause).toMatch(/https/);
  });
});

describe('the limits of an api', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi('postgres', {
      ...{ WARDMAP_LIMIT_PUBLIC: '5', WARDMAP_LIMIT_REQUESTS: '10', WARDMAP_LIMIT_EXPORTS: '2' },
      WARDMAP_TRUSTED_PROXIES: '127.0.0.1',
    });
  });
  afterAll(() => api.close());

  /** The most that a limit lets through since a moment; what was used up comes back as time goes by, also while a machine stalls. */
  const mostSince = (beganMs: number, perMinute: number) =>
    perMinute + Math.ceil(((performance.now() - beganMs) / 60_000) * perMinute);
  const look = (path: string, key: string | null, headers: Record<string, string> = {}) =>
    api.ask('GET', path, { key, headers });

  /**
   * Asks until it is held back, `used` times less often than the limit says.
   * @returns the statuses before that, and the answer that holds back
   */
  async function untilHeldBack(
    perMinute: number,
    ask: () => Promise<Answer>,
    { used = 0, beganMs = performance.now() } = {},
  ) {
    const statuses: number[] = [];
    for (;;) {
      const answer = await ask();
      if (answer.status === 429) return { statuses, answer };
      statuses.push(answer.status);
      expect(used + statuses.length).toBeLessThanOrEqual(mostSince(beganMs, perMinute));
    }
  }

  it('hold back one address that is not signed in, and no other', async () => {
    const signIn = (address: string) => look('/api/v1/sign-in', null, forwarded(address));
    const { statuses, answer } = await untilHeldBack(5, () => signIn('192.0.2.1'));
    expect([statuses.length >= 5, new Set(statuses)]).toEqual([true, new Set([200])]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((await signIn('192.0.2.2')).status).toBe(200);
  });

  it('hold back whoever tries keys, or a session that has ended', async () => {
    const { statuses } = await untilHeldBack(5, () => look('/api/v1/sites', unknownKey, forwarded('192.0.2.3')));
    expect(new Set(statuses)).toEqual(new Set([401]));
  });

  it.each([
    ['a wrong key', '192.0.2.4', { Authorization: `Bearer ${unknownKey}` }],
    ['no key', '192.0.2.5', {}],
  ])('hold back whoever opens live connections with %s', async (_, address, headers) => {
    const beganMs = performance.now();
    for (let count = 0; count < 5; count++) await livesFrom(api, forwarded(address, headers));
    await untilHeldBack(5, () => look('/api/v1/sign-in', null, forwarded(address)), { used: 5, beganMs });
  });

  it('hold back one key that joins floors too often on a live connection', async () => {
    const socket = liveSocket(api, { Authorization: `Bearer ${api.keys.all}` });
    const beganMs = performance.now();
    await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
    let joins = 0;
    let error: string | undefined;
    while (error === undefined) {
      ({ error } = (await socket.emitWithAck('floor:join', { floorId: 1 })) as { error?: string });
      if (error === undefined) expect(++joins).toBeLessThanOrEqual(mostSince(beganMs, 10));
    }
    socket.disconnect();
    expect(joins).toBeGreaterThan(8);
    expect(error).toMatch(/^Too many requests; try again in \d+ s\.$/);
  });

  it('hold back one key that asks too much, and leave readings and other keys alone', async () => {
    const { statuses } = await untilHeldBack(10, () => look('/api/v1/sites', api.keys.read));
    expect([statuses.length >= 10, new Set(statuses)]).toEqual([true, new Set([200])]);
    expect((await look('/api/v1/sites', api.keys.manage)).status).not.toBe(429);
    for (let count = 0; count < 30; count++)
      expect((await api.ask('POST', '/api/v1/readings', { key: api.keys.ingest, body: {} })).status).toBe(400);
  });

  it('hold back one key that exports too much', async () => {
    const { statuses } = await untilHeldBack(2, () => look('/api/v1/assets/export.csv', api.keys.export));
    expect([statuses.length >= 2, new Set(statuses)]).toEqual([true, new Set([200])]);
  });

  it('never hold back questions after health', async () => {
    for (let count = 0; count < 30; count++)
      expect((await look('/api/v1/health/ready', null, forwarded('192.0.2.1'))).status).toBe(200);
  });
});
