import { describe, expect, it } from 'vitest';
import { hashOneTimeCode, makeOneTimeCode } from './one-time-code.js';

describe('a one-time code', () => {
  it('has 100 random bits in groups that can be read aloud, and is never the same', () => {
    const codes = Array.from({ length: 200 }, makeOneTimeCode);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it('is the same however it is typed', () => {
    const hash = hashOneTimeCode('7K0MP-1ABCD-22222-ZZZZZ');
    for (const typed of ['7k0mp1abcd22222zzzzz', ' 7KOMP LABCD 22222 ZZZZZ', '7komp-iabcd-22222-zzzzz'])
      expect(hashOneTimeCode(typed)).toEqual(hash);
    expect(hashOneTimeCode('7K0MP-1ABCD-22222-ZZZZY')).not.toEqual(hash);
  });
});
