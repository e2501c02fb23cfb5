import { foldWord } from '#storage/asset-words';
import { singularForms } from './inflection.js';
import { isMeant } from './typing-error.js';

/** Something that words can mean: a type, a zone, a department. */
export interface Term<Of> {
  of: Of;
  name: string;
  /** Its name and other words for it, small letters without signs. */
  phrases: readonly (readonly string[])[];
}

/** A zone, and its place in the list of the plans. */
export interface ZoneTerm {
  id: number;
  at: number;
  department: string | null;
}

/** What words can mean to somebody: only what they are shown. */
export interface Vocabulary {
  types: readonly Term<number>[];
  zones: readonly Term<ZoneTerm>[];
  departments: readonly Term<string>[];
}

/** How well a word means a term; 0: not at all. */
export const fits = { exactly: 5, begins: 4, ends: 3, inside: 2, mistyped: 1 } as const;

/** What is said in a question, word by word; what separates the parts of a number stays in it. */
export function saidIn(text: string): string[] {
  return foldWord(text)
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
}

/** The words of a text. */
export function wordsOf(text: string): string[] {
  return foldWord(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export function termOf<Of>(of: Of, name: string, others: readonly string[] = []): Term<Of> {
  const phrases = [name, ...others].map(wordsOf).filter((phrase) => phrase.length > 0);
  return { of, name, phrases };
}

/** Words of which it is remembered what they mean. */
const mostRemembered = 3000;
const remembered = new WeakMap<readonly Term<unknown>[], Map<string, Uint8Array>>();

/** How well a word of a question means each of the terms, in their order; found once for each list of terms. Not to be written to. */
export function fitsOf(word: string, terms: readonly Term<unknown>[]): Uint8Array {
  let known = remembered.get(terms);
  if (!known) remembered.set(terms, (known = new Map()));
  let found = known.get(word);
  if (!found) {
    const parts = wordsOf(word);
    found = parts.length === 1 ? fitsOfPart(parts[0], terms) : fitsOfAll(parts, terms);
    if (known.size >= mostRemembered) known.delete(known.keys().next().value!);
    known.set(word, found);
  }
  return found;
}

/** How well all words together mean each of the terms: as well as the worst of them; none when there are none. */
export function fitsOfAll(words: readonly string[], terms: readonly Term<unknown>[]): Uint8Array {
  if (words.length === 1) return fitsOf(words[0], terms);
  const worst = new Uint8Array(terms.length).fill(words.length === 0 ? 0 : fits.exactly);
  for (const word of words) {
    const one = fitsOf(word, terms);
    for (let at = 0; at < worst.length; at++) if (one[at] < worst[at]) worst[at] = one[at];
  }
  return worst;
}

function fitsOfPart(word: string, terms: readonly Term<unknown>[]): Uint8Array {
  const singulars = singularForms(word);
  // The same few words make the names of a thousand zones.
  const known = new Map<string, number>();
  return Uint8Array.from(terms, ({ phrases }) => {
    let best = 0;
    for (const phrase of phrases)
      for (const part of phrase) {
        let fit = known.get(part);
        if (fit === undefined) known.set(part, (fit = fitOfWords(word, singulars, part)));
        if (fit > best) best = fit;
      }
    return best;
  });
}

function fitOfWords(word: string, singulars: readonly string[], known: string): number {
  if (known === word || singulars.includes(known)) return fits.exactly;
  if (known.startsWith(word)) return fits.begins;
  // German puts words together: an "Infusionspumpe" is a "Pumpe", and some of them are "Pumpen".
  const ends = (part: string) => part.length >= 4 && known.endsWith(part);
  if (ends(word) || singulars.some(ends)) return fits.ends;
  if (word.length >= 4 && known.includes(word)) return fits.inside;
  return isMeant(word, known) ? fits.mistyped : 0;
}
