import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WardmapClient } from './wardmap-client.js';

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

let server: Server | undefined;

/** A server that gives these answers in turn, and notes what it was asked. */
async function serverThatAnswers(answers: Answer[]) {
  const asked: { method: string; url: string; key: string; body: string }[] = [];
  server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method!, url: request.url!, key: request.headers.authorization!, body });
    const { status, body: answer, headers } = answers[Math.min(asked.length, answers.length) - 1];
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(answer === undefined ? '' : JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  const waits: number[] = [];
  const client = new WardmapClient({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    keys: { ingest: 'ingest-key', manage: 'manage-key' },
    patienceMs: 10_000,
    sleep: async (ms) => void waits.push(ms),
  });
  return { client, asked, waits };
}

afterEach(async () => {
  await new Promise((closed) => (server ? server.close(closed) : closed(undefined)));
  server = undefined;
});

const accepted = { accepted: 1, rejected: [], ignored: { unknownReader: 0, unknownTag: 0 } };
const reading = { readerKey: 'r', tagKey: 't', rssiDbm: -60, observedAt: 1000 };

describe('WardmapClient', () => {
  it('sends readings with the ingest key', async () => {
    const { client, asked } = await serverThatAnswers([{ status: 202, body: accepted }]);
    expect(await client.sendReadings([reading])).toEqual(accepted);
    expect(asked[0]).toMatchObject({ method: 'POST', url: '/api/v1/readings', key: 'Bearer ingest-key' });
    expect(JSON.parse(asked[0].body)).toEqual({ readings: [reading] });
  });

  it('waits as long as a busy server asks for, and backs off by itself otherwise', async () => {
    const { client, asked, waits } = await serverThatAnswers([
      { status: 429, headers: { 'retry-after': '3' } },
      { status: 503 },
      { status: 202, body: accepted },
    ]);
    let now = 5000;
    await client.sendReadings([reading], () => now++);
    expect(waits).toEqual([3000, 500]);
    // The time of sending is that of each attempt: an old one would look like a slow clock.
    expect(asked.map(({ body }) => JSON.parse(body))).toEqual(
      [5000, 5001, 5002].map((sentAt) => ({ sentAt, readings: [reading] })),
    );
  });

  it('does not repeat what was refused, and says why', async () => {
    const problem = { type: 'about:blank', title: 'Unauthorized', status: 401, detail: 'this key is not known' };
    const { client, asked } = await serverThatAnswers([{ status: 401, body: problem }]);
    await expect(client.registerAssets([])).rejects.toThrow(/PUT .*assets was refused: 401 Unauthorized: this key/);
    expect(asked).toHaveLength(1);
    expect(asked[0].key).toBe('Bearer manage-key');
  });

  it('gives up a server that stays away', async () => {
    const client = new WardmapClient({
      url: 'http://127.0.0.1:9',
      keys: { ingest: 'k', manage: 'k' },
      patienceMs: 2000,
      sleep: async () => {},
    });
    await expect(client.sendReadings([reading])).rejects.toThrow(/POST http:\/\/127.0.0.1:9.* does not work, tried/);
  });

  it('reads all pages of positions', async () => {
    const position = {
      observedAt: '2026-11-20T10:00:00.000Z',
      floorKey: 'f',
      x: 1,
      y: 2,
      radius90M: 3,
      varX: 1,
      varY: 1,
      covXY: 0,
      zoneKey: null,
      method: 'level-fit',
    };
    const { client, asked } = await serverThatAnswers([
      { status: 200, body: { positions: [position], next: '2026-11-20T10:00:01.000Z' } },
      { status: 200, body: { positions: [position], next: null } },
    ]);
    expect(await client.positions('site:a#1', 0, 1000)).toHaveLength(2);
    expect(asked[0].url).toMatch(/^\/api\/v1\/tags\/site%3Aa%231\/positions\?from=1970/);
    expect(asked[1].url).toContain('from=2026-11-20T10%3A00%3A01.000Z');
  });

  it('takes an empty answer where none is expected', async () => {
    const { client, asked } = await serverThatAnswers([{ status: 204 }]);
    await client.retireAssets(['a']);
    expect(asked[0]).toMatchObject({ method: 'DELETE', body: '{"numbers":["a"]}' });
  });
});
