import type { z } from 'zod';
import type { understoodSchema } from '#contracts/search';
import { idleWords, inWords, isNearest, meWords, nearbyWords, nearestToWords, nearWords } from './place-words.js';
import { type StatusMeant, statusLike, statusNames, statusOf } from './status-words.js';
import { fits, fitsOf, fitsOfAll, type Term, saidIn, type Vocabulary, type ZoneTerm } from './vocabulary.js';

export type Understood = z.infer<typeof understoodSchema>;

/** A place of a question. */
export type PlaceMeant = { zone: Term<ZoneTerm> } | { department: Term<string> } | 'me';

/** A word that has to fit. */
export interface WordMeant {
  text: string;
  /** It names a type, and not the zone that is called after it: a pump in the bed store is no bed. */
  type: boolean;
}

/** What a question asks for. */
export interface Question {
  statuses: ReadonlySet<StatusMeant>;
  near: PlaceMeant | null;
  /** Zones in which it is to be, by their place in the list of the plans; null for anywhere. */
  inZones: ReadonlySet<number> | null;
  /** What is left: each has to fit. */
  words: readonly WordMeant[];
  understood: readonly Understood[];
}

/** How a question is read. */
export interface Reading {
  /** Words that were begun or mistyped count for statuses and places too. */
  guessing?: boolean;
  /** What names a type and a zone is taken for the zone. */
  zonesFirst?: boolean;
}

/** A phrase of the question has at most so many words. */
const longestPhrase = 5;

/** Reads a question word by word: statuses, "near" and "in" with their places; the rest are words that name things. */
export function understand(text: string, vocabulary: Vocabulary, reading: Reading = {}): Question {
  const said = saidIn(text);
  const statuses = new Set<StatusMeant>();
  const understood: Understood[] = [];
  const words: string[] = [];
  let near: PlaceMeant | null = null;
  let inZones: Set<number> | null = null;
  /** "Nearest" was said: until a place is named, near whoever asks. */
  let nearest: Understood | null = null;
  const least = reading.guessing ? fits.mistyped : fits.inside;
  for (let at = 0; at < said.length;) {
    const status = statusAt(said, at, vocabulary, reading);
    if (status) {
      statuses.add(status.value);
      understood.push({ text: textOf(said, at, status.length), as: 'status', name: statusNames[status.value] });
      at += status.length;
      continue;
    }
    const nearLength = phraseAt(said, at, nearWords) || (nearest ? phraseAt(said, at, nearestToWords) : 0);
    if (nearLength > 0) {
      const place = placeAt(said, at + nearLength, vocabulary, least);
      const phrase = textOf(said, at, nearLength);
      if (place) {
        near = place.meant;
        understood.push({ text: textOf(said, at, nearLength + place.length), as: 'near', name: place.name });
      } else if (nearbyWords.has(phrase)) {
        near ??= 'me';
        understood.push({ text: phrase, as: 'near', name: 'me' });
      }
      // Somebody who is still typing has not yet said near what.
      at += nearLength + (place?.length ?? 0);
      continue;
    }
    if (isNearest(said[at]) && said.length > 1 && !nearest) {
      nearest = { text: said[at++], as: 'near', name: 'me' };
      understood.push(nearest);
      continue;
    }
    const inLength = phraseAt(said, at, inWords);
    const place = inLength > 0 ? placeAt(said, at + inLength, vocabulary, least) : null;
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
  const told = named(words, vocabulary, reading);
  return {
    ...{ statuses, near: near ?? (nearest ? 'me' : null), inZones },
    words: told.flatMap(({ words: own, as }) => own.map((text) => ({ text, type: as === 'type' }))),
    understood: [
      ...understood.filter((part) => part !== nearest || near === null),
      ...told.map(({ words: own, as, name }) => ({ text: own.join(' '), as, name })),
    ],
  };
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
  { guessing = false }: Reading,
): { value: StatusMeant; length: number } | null {
  for (let length = Math.min(3, said.length - at); length > 0; length--) {
    const value = statusOf(textOf(said, at, length));
    // "Clean utility" is a room, and nothing that is clean.
    const isPlace =
      at + length < said.length && (bestOf(said.slice(at, at + length + 1), vocabulary.zones)?.fit ?? 0) >= fits.begins;
    if (value && !isPlace) return { value, length };
  }
  if (!guessing || namesSomething(said[at], vocabulary)) return null;
  const value = statusLike(said[at]);
  return value && { value, length: 1 };
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
function placeAt(said: readonly string[], at: number, vocabulary: Vocabulary, least: number): FoundPlace | null {
  if (at >= said.length) return null;
  if (meWords.has(said[at])) return { meant: 'me', name: 'me', length: 1 };
  const skipped = idleWords.has(said[at]) && at + 1 < said.length ? 1 : 0;
  const from = at + skipped;
  for (let length = Math.min(longestPhrase, said.length - from); length > 0; length--) {
    const words = said.slice(from, from + length);
    const department = bestOf(words, vocabulary.departments, least);
    const zone = bestOf(words, vocabulary.zones, least);
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

function bestOf<Of>(
  words: readonly string[],
  terms: readonly Term<Of>[],
  least: number = fits.mistyped,
): { term: Term<Of>; fit: number } | null {
  const all = fitsOfAll(words, terms);
  let best = -1;
  for (let at = 0; at < terms.length; at++) {
    if (all[at] < least) continue;
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
function named(
  words: readonly string[],
  vocabulary: Vocabulary,
  reading: Reading,
): (Omit<Understood, 'text'> & { words: readonly string[] })[] {
  const told: (Omit<Understood, 'text'> & { words: readonly string[] })[] = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(longestPhrase, words.length - at);
    let meant: Omit<Understood, 'text'> | null = null;
    for (; length > 0 && !meant; length--) meant = meaningOf(words.slice(at, at + length), vocabulary, reading);
    length = meant ? length + 1 : 1;
    const own = words.slice(at, at + length);
    told.push({ words: own, ...(meant ?? { as: 'words', name: own.join(' ') }) });
    at += length;
  }
  return told;
}

/** What fits best; of what fits alike, types before departments before zones. */
function meaningOf(
  words: readonly string[],
  { types, zones, departments }: Vocabulary,
  { zonesFirst = false }: Reading,
): Omit<Understood, 'text'> | null {
  let best: { as: Understood['as']; terms: readonly Term<unknown>[]; all: Uint8Array; fit: number } | null = null;
  const places = [
    ['department', departments],
    ['zone', zones],
  ] as const;
  for (const [as, terms] of zonesFirst ? places : [['type', types] as const, ...places]) {
    const all = fitsOfAll(words, terms);
    const fit = all.reduce((most, one) => Math.max(most, one), 0);
    if (fit > (best?.fit ?? 0)) best = { as, terms, all, fit };
  }
  if (!best) return null;
  const { as, terms, all, fit } = best;
  const names = [...new Set(terms.filter((_, at) => all[at] === fit).map(({ name }) => name))];
  return { as, name: names.length > 3 ? `${names.slice(0, 3).join(', ')}, ...` : names.join(', ') };
}
