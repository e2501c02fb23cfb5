/** Letters with signs, and what stands for them when words are compared; what separates words becomes a space. */
export const foldedLetters = 'äöüßàáâãåèéêëìíîïòóôõùúûñçø';
export const plainLetters = 'aousaaaaaeeeeiiiioooouuunco';
const separators = '-_./:,;()#+';

/** SQL of a number without what separates its parts. */
export const joined = (column: string) =>
  `translate(lower(coalesce(asset.${column}, '')), '${foldedLetters} ${separators}', '${plainLetters}')`;

/** SQL of the words of a text as `asset.words` has them: small letters without signs, a space before each. */
export const foldedText = (text: string) =>
  `(' ' || translate(lower(${text}), '${foldedLetters}${separators}', '${plainLetters}${' '.repeat(separators.length)}'))`;

/**
 * SQL of the words by which an asset is found: small letters without signs, and its numbers once more without what
 * separates their parts. A trigger keeps them with every asset (migration 1795570000000-words-in-order).
 */
export const assetWords = 'asset.words';

/** A word as `assetWords` has it; separators stay. */
export function foldWord(word: string): string {
  return [...word.toLowerCase()]
    .map((letter) => {
      const at = foldedLetters.indexOf(letter);
      return at < 0 ? letter : plainLetters[at];
    })
    .join('')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** So many letters are looked for inside of words too, and not only at their beginning. */
const leastInside = 4;

/** What a word of a search is looked for by. */
export interface SoughtWord {
  /** Patterns of LIKE; one of them has to fit the words of an asset, or those of its type. None fits a word of signs only. */
  patterns: string[];
  /** Pattern of ILIKE for numbers that have a short word anywhere; null for longer ones, which the others find. */
  inNumber: string | null;
  /** Pattern of LIKE for keys of tags in small letters. */
  tagKey: string;
}

/** The words of a search, as they are looked for in `assetWords`. */
export function soughtWords(search: string): SoughtWord[] {
  return search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const folded = foldWord(word);
      const parts = [...folded]
        .map((letter) => (separators.includes(letter) ? ' ' : letter))
        .join('')
        .trim();
      const compact = parts.replaceAll(' ', '');
      const patterns = new Set<string>();
      if (parts !== '') patterns.add(`${parts.length < leastInside ? '% ' : '%'}${plainPattern(parts)}%`);
      // Numbers are found without what separates their parts.
      if (compact.length >= leastInside) patterns.add(`%${plainPattern(compact)}%`);
      const inNumber = parts.length < leastInside ? `%${plainPattern(word)}%` : null;
      return { patterns: [...patterns], inNumber, tagKey: `${plainPattern(word.toLowerCase())}%` };
    });
}

function plainPattern(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
