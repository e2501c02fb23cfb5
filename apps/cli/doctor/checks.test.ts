import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../../../test/support/certificate.js';
import { checkCertificate, checkDatabase, checkDisk, checkNode, checkRedis } from './checks.js';

describe('the doctor', () => {
  it('refuses Node before 20.19 and accepts 20.19 and later', () => {
    expect(checkNode('18.20.4')).toMatchObject({ ok: false });
    expect(checkNode('20.18.1')).toMatchObject({ ok: false });
    expect(checkNode('20.19.0')).toMatchObject({ ok: true });
    expect(checkNode('24.1.0')).toEqual({ ok: true, text: 'Node 24.1.0' });
  });

  it('measures the disk even for a folder that is still to be made', () => {
    expect(checkDisk('/tmp/not/there/yet').text).toMatch(/GB free for \/tmp\/not\/there\/yet/);
  });

  it('reads the certificate, and says in time that it ends', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wardmap-doctor-'));
    const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const dayMs = 86_400_000;
    const { cert, key } = makeCertificate('ward', { fromMs: 100 * dayMs, toMs: 200 * dayMs });
    writeFileSync(certFile, cert);
    writeFileSync(keyFile, key);
    const found = (day: number) => checkCertificate({ certFile, keyFile }, day * dayMs);
    expect(found(150)).toEqual({
      ok: true,
      text: 'The certificate for IP Address:127.0.0.1, DNS:localhost is good until 1970-07-20, 50 days',
    });
    expect(found(190)).toMatchObject({ ok: false, text: expect.stringMatching(/10 days: renew it/) as string });
    expect(found(201)).toMatchObject({ ok: false, text: expect.stringMatching(/ended on 1970-07-20/) as string });
    expect(found(99)).toMatchObject({ ok: false, text: expect.stringMatching(/begins only on/) as string });
    writeFileSync(keyFile, makeCertificate('other').key);
    expect(found(150)).toMatchObject({ ok: false, text: expect.stringMatching(/does not belong/) as string });
    rmSync(folder, { recursive: true });
  });

  it('names the address of a database or Redis that does not answer, never its password', async () => {
    const [database] = await checkDatabase('postgresql://wardmap:hush@127.0.0.1:1/wardmap');
    expect(database).toMatchObject({ ok: false, text: expect.stringContaining('127.0.0.1:1 ') as string });
    const redis = await checkRedis('redis://:hush@127.0.0.1:1');
    expect(redis.text).toContain('127.0.0.1:1 ');
    expect(database.text + redis.text).not.toContain('hush');
  });
});
