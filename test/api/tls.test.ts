import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { livePath } from '#contracts/live';
import { makeCertificate } from '../support/certificate.js';
import { patience } from '../support/patience.js';
import { makeTestFolder } from '../support/test-folder.js';
import { startTestApi, type TestApi } from './running-api.js';

describe('an api with a certificate', () => {
  const folder = makeTestFolder('tls');
  const certFile = join(folder.path, 'cert.pem');
  const keyFile = join(folder.path, 'key.pem');
  let certificate = makeCertificate('first');
  let api: TestApi;
  let port: number;

  beforeAll(async () => {
    writeFileSync(certFile, certificate.cert);
    writeFileSync(keyFile, certificate.key);
    const settings = { WARDMAP_TLS_CERT: certFile, WARDMAP_TLS_KEY: keyFile };
    api = await startTestApi('postgres', settings, { certificateLookMs: 25 });
    port = Number(new URL(api.url).port);
  });
  afterAll(async () => {
    await api.close();
    folder.remove();
  });

  async function get(path: string, host = `rtls.hospital.example:${port}`): Promise<IncomingMessage> {
    const trust = { ca: certificate.cert, servername: 'localhost', agent: false };
    const asked = request({ host: '127.0.0.1', port, path, ...trust, headers: { host } });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    return response;
  }

  async function handshake(options: ConnectionOptions): Promise<TLSSocket> {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options });
    await once(socket, 'secureConnect');
    socket.end();
    return socket;
  }

  it('answers over TLS, and tells browsers to come by nothing else for a year', async () => {
    expect(api.url).toMatch(/^https:/);
    const response = await get('/api/v1/health/live');
    expect([response.statusCode, response.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    const loopback = await get('/api/v1/health/live', `localhost:${port}`);
    expect(loopback.headers['strict-transport-security']).toBe(undefined);
  });

  it('carries live connections over TLS too', async () => {
    const socket = io(api.url, {
      ...{ path: livePath, transports: ['websocket'], reconnection: false, rejectUnauthorized: false },
      extraHeaders: { Authorization: `Bearer ${api.keys.read}` },
    });
    await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
    expect(new URL(api.url).protocol).toBe('https:');
    socket.disconnect();
  });

  it('speaks TLS 1.2 and newer only, and no plain HTTP on the same port', async () => {
    expect((await handshake({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' })).getProtocol()).toBe('TLSv1.2');
    expect((await handshake({})).getProtocol()).toBe('TLSv1.3');
    // OpenSSL itself offers old versions only below its usual level of security.
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    await expect(handshake(old)).rejects.toThrow(/protocol version|alert/i);
    await expect(fetch(`http://127.0.0.1:${port}/api/v1/health/live`)).rejects.toThrow();
  });

  it('takes a renewed certificate without a restart, and only once its key is there too', async () => {
    const served = async () => (await handshake({})).getPeerX509Certificate()!.subject;
    expect(await served()).toBe('CN=first');
    const renewed = makeCertificate('second');
    writeFileSync(certFile, renewed.cert);
    await sleep(100);
    expect(await served()).toBe('CN=first');
    writeFileSync(keyFile, renewed.key);
    await expect.poll(served, patience).toBe('CN=second');
    certificate = renewed;
    expect((await get('/api/v1/health/live')).statusCode).toBe(200);
  });

  it('does not start with a key that belongs to another certificate', async () => {
    const wrong = join(folder.path, 'wrong.pem');
    writeFileSync(wrong, makeCertificate('other').key);
    const settings = { WARDMAP_TLS_CERT: certFile, WARDMAP_TLS_KEY: wrong };
    await expect(startTestApi('postgres', settings)).rejects.toThrow(/does not belong to the certificate/);
  });
});
