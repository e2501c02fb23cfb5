import { commonPasswords, commonWords } from './common-passwords.js';

/** Whose password it is to be: their names are the first guesses. */
export interface PasswordOwner {
  email: string;
  name: string;
}

/** Rows and columns that fingers run along; forwards and backwards. */
const runs = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop[]asdfghjkl;zxcvbnm,./',
  'qwertzuiopüasdfghjklöäyxcvbnm,.-',
  'azertyuiopqsdfghjklmwxcvbn',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  '!@#$%^&*()_+',
  '!"§$%&/()=?',
].flatMap((run) => [run, [...run].reverse().join('')]);
/** Fewer characters in a row are no run: words have them too. */
const leastRun = 3;

/** Letters that digits and signs are put for. */
const disguises: Record<string, string> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * Why a password would be among the first to be guessed, as a sentence for the person; null when it would not.
 * Length is checked by its contract. No rule asks for kinds of characters: NIST SP 800-63B advises against them.
 */
export function whyWeakPassword(password: string, owner: PasswordOwner): string | null {
  const lower = password.normalize('NFKC').toLowerCase().trim();
  if (new Set(lower).size < 4)
    return 'This password repeats very few characters; choose a longer sentence or several words.';
  if (repeats(lower)) return 'This password repeats itself; choose several different words.';
  if (isRun(lower))
    return 'This password follows the keyboard or the alphabet; choose several words that do not belong together.';
  const plain = undisguised(lower);
  const names = namesOf(owner);
  for (const text of [lower, plain]) {
    if (commonPasswords.has(text)) return common;
    const core = coreOf(text);
    if (names.has(core) || names.has(text))
      return 'This password is made of your own name or e-mail address; choose something nobody connects with you.';
    if (commonWords.has(core) || commonWords.has(text) || repeats(core)) return common;
    if (core.length * 2 >= text.length && commonPasswords.has(core)) return common;
    if ([...commonWords, ...names].some((word) => word.length >= 4 && isWordWithRun(core, word))) return common;
  }
  return null;
}

const common =
  'This password is among those that many people use, and that are guessed first; choose several words that do not belong together.';

/** Whether a text is one part over and over, the last time perhaps cut short. */
function repeats(text: string): boolean {
  for (let length = 1; length * 2 <= text.length; length++)
    if (
      text ===
      text
        .slice(0, length)
        .repeat(Math.ceil(text.length / length))
        .slice(0, text.length)
    )
      return true;
  return false;
}

/** Whether a text consists of runs along the keyboard, the alphabet or the numbers. */
function isRun(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    let length = Math.min(text.length - at, 20);
    const here = at;
    while (length >= leastRun && !runs.some((run) => run.includes(text.slice(here, here + length)))) length--;
    // One character more than runs cover is no protection.
    if (length < leastRun) return at >= leastRun && text.length - at < leastRun;
    at += length;
  }
  return true;
}

/** A common word and a run, in either order: "dragonqwerty". */
function isWordWithRun(text: string, word: string): boolean {
  const rest = text.startsWith(word)
    ? text.slice(word.length)
    : text.endsWith(word)
      ? text.slice(0, -word.length)
      : null;
  return rest !== null && (rest.length < leastRun || isRun(rest));
}

/** The text between what is put before and behind: digits and signs. */
function coreOf(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').replace(/[\s._-]+/g, '');
}

function undisguised(text: string): string {
  // Digits at the end are a year or a count, not letters.
  const tail = /[\d\W_]*$/.exec(text)?.[0] ?? '';
  const head = text.slice(0, text.length - tail.length);
  return [...head].map((letter) => disguises[letter] ?? letter).join('') + tail;
}

function namesOf({ email, name }: PasswordOwner): Set<string> {
  const [local, host = ''] = email.toLowerCase().split('@');
  const parts = name.toLowerCase().split(/\s+/);
  const texts = [
    email,
    local,
    host,
    host.split('.')[0],
    `${local}@${host.split('.')[0]}`,
    name,
    ...parts,
    parts.toReversed().join(''),
  ];
  return new Set(
    texts.flatMap((text) => [text.toLowerCase(), coreOf(text.toLowerCase())]).filter((text) => text.length >= 3),
  );
}
