import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../../test/support/certificate.js';
import { readCertificate } from './read-certificate.js';

describe('the certificate of a server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardmap-certificate-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const good = makeCertificate('rtls.hospital.example', { fromMs: 1_700_000_000_000, toMs: 1_900_000_000_000 });
  const certFile = file('cert.pem', good.cert);
  const keyFile = file('key.pem', good.key);

  it('is read with its names and times', () => {
    expect(readCertificate({ certFile, keyFile })).toEqual({
      ...{ cert: good.cert, key: good.key, names: 'IP Address:127.0.0.1, DNS:localhost' },
      ...{ validFromMs: 1_700_000_000_000, validToMs: 1_900_000_000_000 },
    });
  });

  it('is refused with the file named that is wrong, and none of its content', () => {
    const reading = (files: { certFile?: string; keyFile?: string }) => () =>
      readCertificate({ certFile, keyFile, ...files });
    const gone = join(folder, 'gone.pem');
    expect(reading({ certFile: gone })).toThrow(`${gone} (WARDMAP_TLS_CERT) cannot be read: it is not there.`);
    expect(reading({ certFile: keyFile })).toThrow(`${keyFile} (WARDMAP_TLS_CERT) is no PEM certificate.`);
    expect(reading({ keyFile: file('hush.pem', 'hush') })).toThrow(
      /hush.pem \(WARDMAP_TLS_KEY\) is no PEM private key/,
    );
    const other = file('other.pem', makeCertificate('other').key);
    expect(reading({ keyFile: other })).toThrow(
      `The key in ${other} does not belong to the certificate in ${certFile}`,
    );
  });
});
