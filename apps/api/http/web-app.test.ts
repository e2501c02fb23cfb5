import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webApp } from './web-app.js';

describe('the web app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardmap-web-app-'));
  const script = 'console.log("ward");'.repeat(200);
  let server: Server;
  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<title>Wardmap</title>');
    writeFileSync(join(folder, 'icon.svg'), '<svg/>');
    writeFileSync(join(folder, 'assets/main-1a2b.js'), script);
    const app = express().use(webApp(folder));
    server = app.use((_, response) => void response.status(404).end('not here')).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function got(path: string, headers: Record<string, string> = {}) {
    const { port } = server.address() as AddressInfo;
    const [response] = (await once(get({ port, host: '127.0.0.1', path, headers }), 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return { status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) };
  }

  it('answers every address of its own with its page, which is asked for anew each time', async () => {
    for (const path of ['/', '/floor/3?asset=7', '/floor/3/../4']) {
      const { status, headers, bytes } = await got(path);
      expect([status, headers['cache-control'], String(bytes)]).toEqual([200, 'no-cache', '<title>Wardmap</title>']);
    }
    expect((await got('/icon.svg')).headers['content-type']).toBe('image/svg+xml');
  });

  it('lets browsers keep what has its content in its name, packed for those that can unpack', async () => {
    const plain = await got('/assets/main-1a2b.js');
    expect([String(plain.bytes), plain.headers['content-encoding']]).toEqual([script, undefined]);
    for (let time = 0; time < 2; time++) {
      const packed = await got('/assets/main-1a2b.js', { 'Accept-Encoding': 'gzip, br' });
      expect(String(gunzipSync(packed.bytes))).toBe(script);
      expect(packed.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': 'text/javascript; charset=utf-8',
        vary: 'Accept-Encoding',
      });
    }
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('does not answer for the interface, for missing files of a build, or for files outside its folder', async () => {
    for (const path of ['/api', '/api/v1/nothing', '/assets/old-9f.js'])
      expect([path, (await got(path)).status]).toEqual([path, 404]);
    for (const path of ['/assets/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/%00'])
      expect(String((await got(path)).bytes)).not.toContain('root:');
  });
});
