import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter looks like a digit, and none like another. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 4 groups of 5 letters: 100 random bits, which nobody guesses and no slow hash need protect. */
const groups = 4;
const groupLength = 5;

/** A code that is shown once and typed by a person, as in 7K2MP-... */
export function makeOneTimeCode(): string {
  // 256 is a multiple of 32, so every letter is equally likely.
  const letters = [...randomBytes(groups * groupLength)].map((byte) => alphabet[byte % 32]).join('');
  return letters.match(new RegExp(`.{${groupLength}}`, 'g'))!.join('-');
}

/** SHA-256 of a code as it was typed: case, blanks and dashes do not count, nor letters taken for digits. */
export function hashOneTimeCode(typed: string): Buffer {
  const letters = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return createHash('sha256').update(letters).digest();
}
