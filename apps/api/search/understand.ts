import type { AssetStatus } from '#contracts/asset-status';
import type { z } from 'zod';
import type { understoodSchema } from '#contracts/search';
import { idleWords, inWords, meWords, nearWords, statusNames, statusWords } from './status-words.js';
import { isMeant } from './typing-error.js';
import { fits, fitsOf, fitsOfAll, type Term, saidIn, type Vocabulary, type ZoneTerm } from './vocabulary.js';

export type Understood = z.infer<typeof understoodSchema>;

/** A place of a question. */
export type PlaceMeant = { zone: Term<ZoneTerm> } | { department: Term<string> } | 'me';

/** What a question asks for. */
export interface Question {
  statuses: ReadonlySet<AssetStatus>;
  near: PlaceMeant | null;
  /** Zones in which it is to be, by their place in the list of the plans; null for anywhere. */
  inZones: ReadonlySet<number> | null;
  /** What is left: each has to fit. */
  words: readonly string[];
  understood: readonly Understood[];
}

/** A phrase of the question has at most so many words. */
const longestPhrase = 5;

/** Reads a question word by word: statuses, "near" and "in" with their places; the rest are words that name things. */
export function understand(text: string, vocabulary: Vocabulary): Question {
  const said = saidIn(text);
  const statuses = new Set<AssetStatus>();
  const understood: Understood[] = [];
  const words: string[] = [];
  let near: PlaceMeant | null = null;
  let inZones: Set<number> | null = null;
  for (let at = 0; at < said.length;) {
    const status = statusAt(said, at, vocabulary);
    if (status) {
      statuses.add(status.value);
      understood.push({ text: textOf(said, at, status.length), as: 'status', name: statusNames[status.value] });
      at += status.length;
      continue;
    }
    const nearLength = phraseAt(said, at, nearWords);
    if (nearLength > 0) {
      const place = placeAt(said, at + nearLength, vocabulary);
      if (place) {
        near = place.meant;
        understood.push({ text: textOf(said, at, nearLength + place.length), as: 'near', name: place.name });
      }
      // Somebody who is still typing has not yet said near what.
      at += nearLength + (place?.length ?? 0);
      continue;
    }
    const inLength = phraseAt(said, at, inWords);
    const place = inLength > 0 ? placeAt(said, at + inLength, vocabulary) : null;
    if (place && place.meant !== 'me') {
      inZones ??= new Set();
      for (const zone of zonesOf(place, vocabulary)) inZones.add(zone);
      const as = 'zone' in place.meant ? 'zone' : 'department';
      understood.push({ text: textOf(said, at, inLength + place.length), as, name: place.name });
      at += inLength + place.length;
      continue;
    }
    if (inLength > 0) at += inLength;
    else if (idleWords.has(said[at]) && said.length > 1) at += 1;
    else words.push(said[at++]);
  }
  return { statuses, near, inZones, words, understood: [...understood, ...named(words, vocabulary)] };
}

function textOf(said: readonly string[], from: number, length: number): string {
  return said.slice(from, from + length).join(' ');
}

/** How many words from here on are one of the phrases, the longest first; 0 for none. */
function phraseAt(said: readonly string[], at: number, phrases: readonly string[]): number {
  for (let length = Math.min(4, said.length - at); length > 0; length--)
    if (phrases.includes(textOf(said, at, length))) return length;
  return 0;
}

function statusAt(
  said: readonly string[],
  at: number,
  vocabulary: Vocabulary,
): { value: AssetStatus; length: number } | null {
  for (let length = Math.min(3, said.length - at); length > 0; length--) {
    const value = statusWords.get(textOf(said, at, length));
    // "Clean utility" is a room, and nothing that is clean.
    const isPlace =
      at + length < said.length && (bestOf(said.slice(at, at + length + 1), vocabulary.zones)?.fit ?? 0) >= fits.begins;
    if (value && !isPlace) return { value, length };
  }
  const word = said[at];
  if (word.length < 3 || namesSomething(word, vocabulary)) return null;
  const alike = (meets: (phrase: string) => boolean) => [...statusWords].find(([phrase]) => meets(phrase))?.[1];
  const value =
    alike((phrase) => phrase.startsWith(word)) ??
    alike((phrase) => word.length > 4 && Math.abs(phrase.length - word.length) < 2 && isMeant(word, phrase));
  return value ? { value, length: 1 } : null;
}

function namesSomething(word: string, { types, zones, departments }: Vocabulary): boolean {
  return [types, zones, departments].some((terms) => fitsOf(word, terms).some((fit) => fit >= fits.begins));
}

interface FoundPlace {
  meant: PlaceMeant;
  name: string;
  length: number;
}

/** The place that the most words from here on name; departments before zones, and those that need the fewest more words. */
function placeAt(said: readonly string[], at: number, vocabulary: Vocabulary): FoundPlace | null {
  if (at >= said.length) return null;
  if (meWords.includes(said[at])) return { meant: 'me', name: 'me', length: 1 };
  const skipped = idleWords.has(said[at]) && at + 1 < said.length ? 1 : 0;
  const from = at + skipped;
  for (let length = Math.min(longestPhrase, said.length - from); length > 0; length--) {
    const words = said.slice(from, from + length);
    const department = bestOf(words, vocabulary.departments);
    const zone = bestOf(words, vocabulary.zones);
    if (!department && !zone) continue;
    const isDepartment = department && (!zone || department.fit >= zone.fit);
    return {
      meant: isDepartment ? { department: department.term } : { zone: zone!.term },
      name: (isDepartment ? department : zone!).term.name,
      length: length + skipped,
    };
  }
  return null;
}

function bestOf<Of>(words: readonly string[], terms: readonly Term<Of>[]): { term: Term<Of>; fit: number } | null {
  const all = fitsOfAll(words, terms);
  let best = -1;
  for (let at = 0; at < terms.length; at++) {
    if (all[at] === 0) continue;
    const isBetter =
      best < 0 || all[at] > all[best] || (all[at] === all[best] && wordsIn(terms[at]) < wordsIn(terms[best]));
    if (isBetter) best = at;
  }
  return best < 0 ? null : { term: terms[best], fit: all[best] };
}

/** Of two names that fit alike, the one that says less more is meant. */
function wordsIn({ phrases }: Term<unknown>): number {
  return phrases[0]?.length ?? 0;
}

/** Zones that "in" means: all of a department, or all of the name. */
function zonesOf({ meant }: FoundPlace, { zones }: Vocabulary): number[] {
  if (meant === 'me') return [];
  const own =
    'zone' in meant
      ? zones.filter(({ name }) => name === meant.zone.name)
      : zones.filter(({ of }) => of.department === meant.department.name);
  return own.map(({ of }) => of.at);
}

/** What the words that are left were taken for, as far as it has a name; neighbours that mean the same are told together. */
function named(words: readonly string[], vocabulary: Vocabulary): Understood[] {
  const told: Understood[] = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(longestPhrase, words.length - at);
    let meant: Omit<Understood, 'text'> | null = null;
    for (; length > 0 && !meant; length--) meant = meaningOf(words.slice(at, at + length), vocabulary);
    length = meant ? length + 1 : 1;
    const text = textOf(words, at, length);
    told.push({ text, ...(meant ?? { as: 'words', name: text }) });
    at += length;
  }
  return told;
}

function meaningOf(
  words: readonly string[],
  { types, zones, departments }: Vocabulary,
): Omit<Understood, 'text'> | null {
  for (const [as, terms] of [
    ['type', types],
    ['department', departments],
    ['zone', zones],
  ] as const) {
    const all = fitsOfAll(words, terms);
    const fit = all.reduce((most, one) => Math.max(most, one), 0);
    if (fit === 0) continue;
    const names = [...new Set(terms.filter((_, at) => all[at] === fit).map(({ name }) => name))];
    return { as, name: names.length > 3 ? `${names.slice(0, 3).join(', ')}, ...` : names.join(', ') };
  }
  return null;
}
