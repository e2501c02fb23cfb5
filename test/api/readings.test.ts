import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '#contracts/problem';
import { readingsAcceptedSchema } from '#contracts/readings';
import { hasRedis } from '../support/redis.js';
import { patience } from '../support/patience.js';
import { startTestApi, type TestApi } from './running-api.js';
import { queuedJobs } from './queued-jobs.js';

const partitions = 4;

describe.each(['postgres', 'redis'] as const)('POST /api/v1/readings over %s', (backend) => {
  describe.skipIf(backend === 'redis' && !hasRedis)('', () => {
    let api: TestApi;
    beforeAll(async () => {
      api = await startTestApi(backend);
    });
    afterAll(() => api?.close());

    const reading = (more: object = {}) => ({
      readerKey: 'r1',
      tagKey: 't1',
      rssiDbm: -60,
      observedAt: Date.now() - 1000,
      ...more,
    });
    const send = (body: unknown, headers: Record<string, string> = {}, key?: string | null) =>
      api.ask('POST', '/api/v1/readings', { body, headers, ...(key === undefined ? {} : { key }) });

    const queued = () => queuedJobs(api, partitions);

    it('answers 202 when the readings are in the queue, with ids instead of keys', async () => {
      await queued();
      const observedAt = Date.now() - 5000;
      const answer = await send({
        readings: [
          reading({ observedAt, rssiDbm: -61.5 }),
          reading({ observedAt: new Date(observedAt + 250).toISOString(), readerKey: 'aa-bb-cc-00-00-01', antenna: 3 }),
          reading({ observedAt, tagKey: 'AA:BB:CC:00:00:02', readerKey: 'r3' }),
        ],
      });
      expect(answer.status).toBe(202);
      expect(readingsAcceptedSchema.parse(answer.body)).toEqual({
        accepted: 3,
        rejected: [],
        ignored: { unknownReader: 0, unknownTag: 0 },
      });
      const jobs = await queued();
      const rows = jobs.flatMap((job) =>
        job.tagId.map((tagId, row) => ({
          tagId,
          antenna: job.antenna[row],
          rssiDbm: job.rssiDbm[row],
          observedAt: job.baseMs + job.observedMs[row],
        })),
      );
      expect(rows).toHaveLength(3);
      expect(rows).toContainEqual(expect.objectContaining({ antenna: 0, rssiDbm: -61.5, observedAt }));
      expect(rows).toContainEqual(expect.objectContaining({ antenna: 3, observedAt: observedAt + 250 }));
      expect(new Set(rows.map((row) => row.tagId)).size).toBe(2);
    });

    it('takes gzip, and the same batch a second time', async () => {
      const batch = gzipSync(JSON.stringify({ readings: [reading()] }));
      for (let time = 0; time < 2; time++)
        expect((await send(batch, { 'Content-Encoding': 'gzip' })).body.accepted).toBe(1);
    });

    it('keeps the good readings of a batch and says what was wrong with the others', async () => {
      const answer = await send({
        readings: [
          reading(),
          reading({ rssiDbm: -128 }),
          reading({ rssiDbm: 21 }),
          reading({ rssiDbm: '-60' }),
          reading({ readerKey: '' }),
          reading({ tagKey: 'x'.repeat(129) }),
          'no reading',
          reading({ antenna: 256 }),
          reading(),
        ],
      });
      expect(answer.status).toBe(202);
      expect(answer.body.accepted).toBe(2);
      expect(answer.body.rejected).toEqual([
        { index: 1, field: 'rssiDbm', reason: 'must be -127 dBm or more' },
        { index: 2, field: 'rssiDbm', reason: 'must be 20 dBm or less' },
        { index: 3, field: 'rssiDbm', reason: 'must be a number in dBm' },
        { index: 4, field: 'readerKey', reason: 'must not be empty' },
        { index: 5, field: 'tagKey', reason: 'must have at most 128 characters' },
        { index: 6, field: '', reason: expect.stringContaining('expected object') },
        { index: 7, field: 'antenna', reason: expect.stringContaining('255') },
      ]);
    });

    it('refuses times in 1970 and tomorrow, and says what it understood', async () => {
      const day = 24 * 3_600_000;
      const answer = await send({
        readings: [
          reading({ observedAt: 1000 }),
          reading({ observedAt: Date.now() + day }),
          reading({ observedAt: Math.round(Date.now() / 1000) }),
          reading({ observedAt: 8.7e15 }),
          reading({ observedAt: 'yesterday' }),
          reading({ observedAt: Date.now() - 8 * day }),
          reading({ observedAt: Date.now() + 30_000 }),
        ],
      });
      expect(answer.body.accepted).toBe(1);
      const reasons = answer.body.rejected.map((one: { reason: string }) => one.reason);
      expect(reasons[0]).toMatch(/^is 1970-01-01T00:00:01.000Z, allowed is \S+ to \S+$/);
      expect(reasons[2]).toContain('it looks like seconds');
      expect(reasons[4]).toBe('must be milliseconds since 1970 or an ISO 8601 time with an offset');
      expect(reasons).toHaveLength(6);
      for (const job of await queued())
        for (const ms of job.observedMs) expect(job.baseMs + ms).toBeLessThanOrEqual(job.receivedAt);
    });

    it("takes the sender's clock error out of its observations", async () => {
      await queued();
      const wrong = Date.parse('2000-01-01T00:00:10Z');
      const answer = await send({ sentAt: wrong, readings: [reading({ observedAt: wrong - 4000 })] });
      expect(answer.body.accepted).toBe(1);
      const [job] = await queued();
      expect(Math.abs(job.receivedAt - (job.baseMs + job.observedMs[0]) - 4000)).toBeLessThan(1500);
    });

    it('counts unknown readers and tags and keeps them out of the queue', async () => {
      await queued();
      const tagKey = `phone-${randomUUID()}`;
      const answer = await send({
        readings: [
          reading({ tagKey }),
          reading({ tagKey, rssiDbm: -50 }),
          reading({ readerKey: 'gate\u0000way\ud800', tagKey }),
          reading({ readerKey: 'gateway-2' }),
        ],
      });
      expect(answer.body).toEqual({ accepted: 0, rejected: [], ignored: { unknownReader: 2, unknownTag: 2 } });
      expect(await queued()).toHaveLength(0);
      await expect
        .poll(async () => (await api.ask('GET', '/api/v1/unassigned')).body.sightings, patience)
        .toEqual(
          expect.arrayContaining([
            expect.objectContaining({ kind: 'tag', key: tagKey, count: 3 }),
            expect.objectContaining({ kind: 'reader', key: 'gate\ufffdway\ufffd', heardWith: tagKey }),
            expect.objectContaining({ kind: 'reader', key: 'gateway-2', heardWith: 't1' }),
          ]),
        );
    });

    it('takes readings of a tag as soon as its asset is registered', async () => {
      const tagKey = `new-${randomUUID()}`;
      const assets = [{ number: `N-${tagKey.slice(4, 12)}`, name: 'Bed', typeKey: 'bed', typeName: 'Bed', tagKey }];
      expect((await api.ask('PUT', '/api/v1/assets', { body: { assets } })).body).toEqual({ registered: 1 });
      expect((await send({ readings: [reading({ tagKey })] })).body.accepted).toBe(1);
      expect((await api.ask('DELETE', '/api/v1/assets', { body: { numbers: [assets[0].number] } })).status).toBe(204);
      expect((await send({ readings: [reading({ tagKey })] })).body.ignored.unknownTag).toBe(1);
    });

    it('names the first wrong place of a body that is no batch', async () => {
      const wrong: [unknown, string][] = [
        [{}, '/readings'],
        [{ readings: [] }, '/readings'],
        [{ readings: 'r' }, '/readings'],
        [{ readings: new Array(5001).fill(0) }, '/readings'],
        [{ readings: [reading()], sentAt: 'now' }, '/sentAt'],
        [[], ''],
        [null, ''],
      ];
      for (const [body, pointer] of wrong) {
        const answer = await send(JSON.stringify(body));
        expect(answer.status).toBe(400);
        expect(answer.headers.get('content-type')).toBe('application/problem+json');
        expect(problemSchema.parse(answer.body).errors?.[0].pointer).toBe(pointer);
      }
    });

    it('says where JSON is broken, and what about the bytes is wrong', async () => {
      const details = async (body: string | Buffer, headers = {}) => {
        const answer = await send(body, headers);
        expect(answer.status).toBe(400);
        return problemSchema.parse(answer.body).detail;
      };
      expect(await details('{"readings": [\n{"readerKey": r1}]}')).toBe(
        'The body is not valid JSON: a value expected at line 2, column 15 (offset 29).',
      );
      expect(await details('')).toContain('empty');
      expect(await details(Buffer.from([0x22, 0xff, 0x22]))).toContain('UTF-8');
      expect(await details('['.repeat(100_000))).toContain('nested more than 32 levels');
      expect(await details('not gzip at all', { 'Content-Encoding': 'gzip' })).toContain('cannot be unpacked');
    });

    it('refuses other content types and encodings with 415', async () => {
      expect((await send('readings=1', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
      expect((await send('{}', { 'Content-Type': 'application/json; charset=utf-16' })).status).toBe(415);
      expect((await send('{}', { 'Content-Encoding': 'br' })).status).toBe(415);
    });

    it('refuses more than 1 MiB, also when it comes packed', async () => {
      const big = `"${'x'.repeat(2 * 1024 * 1024)}"`;
      const plain = await send(big);
      expect([plain.status, plain.body.title]).toEqual([413, 'Payload Too Large']);
      const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
      expect(bomb.length).toBeLessThan(1024 * 1024);
      const packed = await send(bomb, { 'Content-Encoding': 'gzip' });
      expect([packed.status, packed.body.detail]).toEqual([413, expect.stringContaining('when unpacked')]);
    });

    it('asks for a key with the scope ingest', async () => {
      const batch = { readings: [reading()] };
      const missing = await send(batch, {}, null);
      expect([missing.status, missing.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="wardmap"']);
      expect((await send(batch, {}, `wm_${'x'.repeat(43)}`)).status).toBe(401);
      expect((await send(batch, {}, 'nonsense')).status).toBe(401);
      expect((await send(batch, {}, api.keys.read)).status).toBe(403);
      expect((await send(batch, {}, api.keys.ingest)).status).toBe(202);
    });

    it('answers many requests at once, each for its own readings', async () => {
      await queued();
      const answers = await Promise.all(
        Array.from({ length: 60 }, (_, index) =>
          send({ readings: Array.from({ length: index + 1 }, () => reading()) }),
        ),
      );
      expect(answers.map((answer) => answer.body.accepted)).toEqual(
        Array.from({ length: 60 }, (_, index) => index + 1),
      );
      const jobs = await queued();
      expect(jobs.reduce((sum, job) => sum + job.tagId.length, 0)).toBe((60 * 61) / 2);
      expect(jobs.length).toBeLessThan(60);
    });

    it('ends a request whose body does not come', async () => {
      // One of its own: in so short a time the bodies of the other tests may not come either on a busy machine.
      const hasty = await startTestApi(backend, {}, { bodyTimeoutMs: 1_000 });
      try {
        const { hostname, port } = new URL(hasty.url);
        const socket = connect(Number(port), hostname);
        socket.write(
          `POST /api/v1/readings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${hasty.keys.all}\r\n` +
            'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"readings"',
        );
        let text = '';
        socket.on('data', (chunk) => (text += chunk));
        await new Promise((resolve) => socket.on('close', resolve));
        expect(text).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/);
        expect(text).toContain('application/problem+json');
      } finally {
        await hasty.close();
      }
    });
  });
});

describe.each(['postgres', 'redis'] as const)('a backlog over %s', (backend) => {
  it.skipIf(backend === 'redis' && !hasRedis)('is answered 429 with Retry-After, and nothing is accepted', async () => {
    const api = await startTestApi(backend, { WARDMAP_BACKLOG_LIMIT: '3' });
    try {
      const send = (tagKey: string) =>
        api.ask('POST', '/api/v1/readings', {
          body: { readings: [{ readerKey: 'r1', tagKey, rssiDbm: -60, observedAt: Date.now() }] },
        });
      // Three may wait, and how many do is counted twice a second.
      for (let job = 0; job < 3; job++) expect((await send('t1')).status).toBe(202);
      await expect.poll(async () => (await send('t1')).status, patience).toBe(429);
      const refused = await send('t1');
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(problemSchema.parse(refused.body).status).toBe(429);
      const two = await api.ask('POST', '/api/v1/readings', {
        body: {
          readings: ['t1', 'aabbcc000002'].map((tagKey) => ({
            readerKey: 'r1',
            tagKey,
            rssiDbm: -60,
            observedAt: Date.now(),
          })),
        },
      });
      expect(two.status).toBe(429);
    } finally {
      await api.close();
    }
  });
});
