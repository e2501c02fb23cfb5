import { describe, expect, it } from 'vitest';
import { isTotpCode, makeTotpSecret, totpInvitation, totpStepOf } from './totp.js';

/** The secret and the last six of the eight digits of RFC 6238, appendix B (SHA-1). */
const secret = Buffer.from('12345678901234567890');
const vectors: [number, string][] = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
];

describe('a code of an authenticator', () => {
  it.each(vectors)('is right at the second %i of RFC 6238', (second, code) => {
    expect(totpStepOf(secret, code, second * 1000)).toBe(Math.floor(second / 30));
  });

  it('is right one step early and one late, and names its own step; two steps are too many', () => {
    const step = Math.floor(1234567890 / 30);
    for (const steps of [-1, 0, 1]) expect(totpStepOf(secret, '005 924', (1234567890 + 30 * steps) * 1000)).toBe(step);
    for (const steps of [-2, 2]) expect(totpStepOf(secret, '005924', (1234567890 + 30 * steps) * 1000)).toBeNull();
  });

  it('is six digits and nothing else', () => {
    for (const wrong of ['', '28708', '2870822', '28708a', '-28708', '287082.0'])
      expect(totpStepOf(secret, wrong, 59_000)).toBeNull();
    expect([isTotpCode('287 082'), isTotpCode('7K2MP-1ABCD-22222-ZZZZZ')]).toEqual([true, false]);
  });

  it('comes of a secret of 160 bits that names server and person', () => {
    const made = makeTotpSecret();
    expect(made).toHaveLength(20);
    const { secret: text, uri } = totpInvitation(made, 'nora@hospital.example');
    expect(text).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toContain(`secret=${text}`);
    expect(uri).toMatch(/^otpauth:\/\/totp\/Wardmap:nora%40hospital\.example\?issuer=Wardmap&/);
  });
});
