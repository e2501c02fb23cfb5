import { once } from 'node:events';
import { createServer, request as ask, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ProblemException } from '../problems/problem-exception.js';
import { readBody } from './read-body.js';

const limits = { maxBytes: 1000, timeoutMs: 300 };
const json = { 'Content-Type': 'application/json' };

describe('reading a body', () => {
  const closers: (() => void)[] = [];
  afterEach(() => closers.splice(0).forEach((close) => close()));

  /** What a server says that reads a body: its length, or the refusal. */
  async function said(write: (request: ReturnType<typeof ask>) => void, headers: Record<string, string> = json) {
    const server = createServer((request, response) => {
      readBody(request, limits).then(
        (bytes) => response.end(`${bytes.length} bytes`),
        (error: ProblemException) => {
          response.statusCode = error.getStatus();
          response.setHeader('Connection', 'close');
          response.end(error.message);
        },
      );
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const request = ask({ port, host: '127.0.0.1', method: 'POST', headers });
    closers.push(() => (request.destroy(), server.closeAllConnections(), server.close()));
    request.on('error', () => undefined);
    write(request);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += String(chunk);
    return `${response.statusCode} ${text}`;
  }

  it('gives all its bytes up to the limit', async () => {
    expect(await said((request) => request.end('x'.repeat(1000)))).toBe('200 1000 bytes');
    expect(await said((request) => request.end())).toBe('200 0 bytes');
  });

  it('unpacks gzip up to the limit and cuts a bomb there', async () => {
    const packed = { ...json, 'Content-Encoding': 'gzip' };
    expect(await said((request) => request.end(gzipSync('x'.repeat(1000))), packed)).toBe('200 1000 bytes');
    expect(await said((request) => request.end(gzipSync(Buffer.alloc(500_000))), packed)).toBe(
      '413 The body is larger than 1000 bytes when unpacked; send it in several requests.',
    );
    expect(await said((request) => request.end('no gzip'), packed)).toMatch(/^400 .*cannot be unpacked/);
  });

  it('refuses a larger body and still lets its sender finish, so that the answer is read', async () => {
    expect(await said((request) => request.end(Buffer.alloc(3_000_000)))).toMatch(/^413 /);
  });

  it('refuses a body of unknown length that never ends', async () => {
    expect(
      await said((request) => {
        // Small pieces: a sender that is cut off with megabytes on their way may lose the answer with them.
        const timer = setInterval(() => request.write(Buffer.alloc(400)), 5);
        closers.push(() => clearInterval(timer));
      }),
    ).toMatch(/^413 /);
  });

  it('waits for a slow body only so long', async () => {
    expect(await said((request) => request.write('{'), { ...json, 'Content-Length': '10' })).toBe(
      '408 The body did not arrive within 0.3 s; send it faster.',
    );
  });

  it.each([
    ['application/json; charset=utf-8', 200],
    ['Application/JSON;charset="UTF-8"', 200],
    ['application/json; charset=latin1', 415],
    ['text/plain', 415],
    ['application/jsonp', 415],
  ])('with Content-Type %s is answered %i', async (type, status) => {
    expect(await said((request) => request.end('{}'), { 'Content-Type': type })).toMatch(new RegExp(`^${status} `));
  });
});
