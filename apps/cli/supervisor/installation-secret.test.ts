import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installationSecret, secretFile } from './installation-secret.js';

describe('the secret of an installation', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wardmap-secret-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made once, of 32 bytes, in a file that only its owner reads', () => {
    const secret = installationSecret(folder);
    expect(Buffer.from(secret, 'base64')).toHaveLength(32);
    expect(installationSecret(folder)).toBe(secret);
    expect(statSync(join(folder, secretFile)).mode & 0o777).toBe(0o600);
  });
});
