import { normaliseKey } from '#contracts/readings';
import type { AssetWords } from '#storage/search-store';
import { addBits, type Bits, keepBits, noBits } from './bits.js';
import { RowTexts } from './row-texts.js';
import { wordsOf } from './vocabulary.js';

/** Around numbers, and around the key of a tag: stands in no word. */
const codeMark = '\u0001';
const tagMark = '\u0002';
/** So many letters are looked for inside of words too, and not only at their beginning. */
const leastInside = 3;
const oddSign = /[^\p{L}\p{N}]+/gu;

/** What is looked through to find an asset. */
export interface AssetText {
  words: string;
  codes: string;
}

export function textOf({ words, codes, tagKey }: Omit<AssetWords, 'id'>): AssetText {
  return {
    words: ` ${words.replace(oddSign, ' ')}`,
    codes:
      codeMark + codes.join(codeMark) + codeMark + (tagKey === null ? '' : tagMark + tagKey.toLowerCase() + tagMark),
  };
}

/**
 * The words and numbers of all assets, in memory: looking through twenty thousand of them takes a few milliseconds,
 * where the database has to read and check each asset that two letters fit.
 */
export class AssetTexts {
  readonly #words: RowTexts;
  readonly #codes: RowTexts;

  constructor(texts: readonly AssetText[]) {
    this.#words = new RowTexts(texts.map(({ words }) => words));
    this.#codes = new RowTexts(texts.map(({ codes }) => codes));
  }

  /**
   * Rows one of whose words begins with, or has in it, this word (small letters without signs); among them those whose
   * number, serial, UDI or tag it is.
   */
  matching(word: string): { fit: Bits; exact: Bits } {
    const parts = wordsOf(word);
    const compact = parts.join('');
    if (compact === '') return { fit: noBits(this.#words.size), exact: noBits(this.#words.size) };
    const exact = this.#codes.rowsWith(codeMark + compact + codeMark);
    addBits(exact, this.#codes.rowsWith(tagMark + normaliseKey(word).toLowerCase() + tagMark));
    const isOneLongWord = parts.length === 1 && compact.length >= leastInside;
    const fit = isOneLongWord ? this.#words.rowsWith(compact) : this.#beginning(parts);
    if (parts.length > 1 && compact.length >= leastInside) addBits(fit, this.#words.rowsWith(compact));
    addBits(fit, exact);
    return { fit, exact };
  }

  /** Rows that have for each of the parts a word that begins with it. */
  #beginning(parts: readonly string[]): Bits {
    const [first, ...others] = parts.map((part) => this.#words.rowsWith(` ${part}`));
    for (const other of others) keepBits(first, other);
    return first;
  }
}
