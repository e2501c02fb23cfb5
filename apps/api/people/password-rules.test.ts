import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPasswords, commonWords } from './common-passwords.js';
import { whyWeakPassword } from './password-rules.js';

const owner = { email: 'nora.lindqvist@st-anna.example', name: 'Nora Lindqvist' };
const why = (password: string) => whyWeakPassword(password, owner);

describe('a password', () => {
  it.each([
    'correct lamp under seven rivers',
    'the pump is never on ward 4B',
    'tH9#vq2LmZ!x',
    'kaffee morgens um halb sieben',
    'gelbes Boot, langsamer Dienstag',
    'nora likes very long sentences',
    '9f8a1c37d2e4',
    'xkcdpasswordgenerator taught me this',
    'ワードマップのナースは速いです',
  ])('like %s is taken', (password) => {
    expect(why(password)).toBeNull();
  });

  it.each([
    'password1234',
    'Password2026!',
    'P@ssw0rd!2026',
    '!!!password!!!',
    'passwordpassword',
    'qwertyuiop123',
    'qwerty123456',
    '1qaz2wsx3edc',
    'Administrator1',
    'welcome12345',
    'Summer2026!!!!',
    'iloveyou1234',
    'Hospital2026',
    'Krankenhaus1',
    'wardmap-2026',
    'Wardmap12345',
    'dragonqwerty1',
    'letmein-letmein',
    'trustno1trustno1',
    'unbelievable',
    'snowboard2024',
    'Correct Horse Battery Staple',
  ])('like %s, which many people have, is refused', (password) => {
    expect(why(password)).toMatch(/many people use|repeats itself|keyboard/);
  });

  it.each(['aaaaaaaaaaaa', 'abababababab', 'abcabcabcabc', '121212121212', 'xyz-xyz-xyz-', '????????????'])(
    'like %s repeats itself',
    (password) => {
      expect(why(password)).toMatch(/repeats/);
    },
  );

  it.each([
    '123456789012',
    '210987654321',
    'abcdefghijkl',
    'qwertyuiopas',
    'asdfghjkl;zx',
    'qwertzuiopas',
    'abcdef123456',
    '!@#$%^&*()_+',
  ])('like %s is a run', (password) => {
    expect(why(password)).toMatch(/keyboard/);
  });

  it.each([
    'nora.lindqvist@st-anna.example',
    'NoraLindqvist',
    'nora lindqvist 1984',
    'LindqvistNora',
    'nora.lindqvist2026',
    '4711-lindqvist-4711',
  ])('like %s is its owner’s name', (password) => {
    expect(why(password)).toMatch(/your own name/);
  });

  it('that is common stays so in capitals and with digits behind it', () => {
    const tails = fc.stringMatching(/^[0-9!.]{0,6}$/);
    fc.assert(
      fc.property(fc.constantFrom(...commonWords), tails, fc.boolean(), (word, tail, capital) => {
        fc.pre(/^\p{L}+$/u.test(word));
        const password = (capital ? word[0].toUpperCase() + word.slice(1) : word) + tail;
        expect(why(password)).not.toBeNull();
      }),
    );
    for (const password of commonPasswords) expect([password, why(password)]).not.toEqual([password, null]);
  });

  it('of random letters is never refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
        fc.pre(new Set(bytes).size > 12);
        const password = Buffer.from(bytes).toString('base64url');
        expect([password, why(password)]).toEqual([password, null]);
      }),
    );
  });
});
