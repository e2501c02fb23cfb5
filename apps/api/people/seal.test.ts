import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seal } from './seal.js';

describe('a seal', () => {
  const seal = new Seal(randomBytes(32).toString('base64'));

  it('gives back what was sealed, and never looks the same twice', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (secret, owner) => {
        const sealed = seal.close(secret, owner);
        expect(new Uint8Array(seal.open(sealed, owner))).toEqual(secret);
        expect(seal.close(secret, owner)).not.toEqual(sealed);
      }),
    );
  });

  it('opens nothing that was changed, in any byte', () => {
    const sealed = seal.close(Buffer.from('a secret'), 'totp 7');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] ^= 1;
      expect(() => seal.open(changed, 'totp 7')).toThrow();
    }
    expect(() => seal.open(sealed.subarray(0, 20), 'totp 7')).toThrow();
  });

  it('opens nothing as another owner or with another key', () => {
    const sealed = seal.close(Buffer.from('a secret'), 'totp 7');
    expect(() => seal.open(sealed, 'totp 8')).toThrow();
    expect(() => new Seal(randomBytes(32).toString('base64')).open(sealed, 'totp 7')).toThrow();
    expect(() => new Seal('c2hvcnQ=')).toThrow('32 bytes');
  });
});
