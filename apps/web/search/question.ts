import type { SearchAnswer } from '#contracts/search';

/** What a part of a question was taken for. */
export type Understood = SearchAnswer['understood'][number];

/** The question without one of its parts; as it was when the part is not in it. */
export function without(q: string, part: string): string {
  const words = wordsOf(q);
  const place = placeOf(words, part);
  return place ? [...words.slice(0, place.from), ...words.slice(place.to)].join(' ') : q;
}

/** The question with a word more. */
export function withWord(q: string, word: string): string {
  return placeOf(wordsOf(q), word) ? q : [...wordsOf(q), word].join(' ');
}

/** The parts that deserve a chip: what a word was taken for, not the words themselves. */
export function chipsOf(understood: readonly Understood[]): Understood[] {
  return understood.filter(({ as }) => as !== 'words');
}

/** The question with whatever it says of a status taken out. */
export function withoutStatus(q: string, understood: readonly Understood[]): string {
  return understood.filter(({ as }) => as === 'status').reduce((left, { text }) => without(left, text), q);
}

/** The words of a question that are a part of it, whatever their capitals, accents and dashes; null when there are none. */
function placeOf(words: readonly string[], part: string): { from: number; to: number } | null {
  const sought = bare(part);
  if (sought === '') return null;
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1, joined = ''; to <= words.length && joined.length < sought.length; to++) {
      joined += bare(words[to - 1]);
      if (joined === sought) return { from, to };
    }
  return null;
}

/** Letters and digits only, as the server reads them. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean);
}

/** The question with its last word left out or, when there is only one, without its last letters; null when that is nothing. */
export function shorter(q: string): string | null {
  const words = wordsOf(q);
  if (words.length > 1) return words.slice(0, -1).join(' ');
  const letters = [...(words[0] ?? '')];
  return letters.length > 4 ? letters.slice(0, Math.max(3, letters.length - 3)).join('') : null;
}
