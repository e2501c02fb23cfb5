import { normaliseKey } from '#contracts/readings';
import { gs1Device, udiKey } from '#contracts/udi';
import type { AssetWords } from '#storage/search-store';
import { addBits, type Bits, keepBits, noBits } from './bits.js';
import { singularForms } from './inflection.js';
import { RowTexts } from './row-texts.js';
import { wordsOf } from './vocabulary.js';

/** Around numbers, around the key of a tag, and around that of a UDI: stands in no word. */
const codeMark = '\u0001';
const tagMark = '\u0002';
const udiMark = '\u0003';
/** So many letters are looked for inside of words too, and not only at their beginning. */
const leastInside = 3;
/** Words of so many letters are known at the end of longer ones: "Betten" in "Krankenbett". */
const leastTail = 4;
const marks = /[\u0001-\u0003\n]/g;
const oddSign = /[^\p{L}\p{N}]+/gu;

/** What is looked through to find an asset. */
export interface AssetText {
  words: string;
  codes: string;
}

export function textOf({ words, codes, tagKey, udiKey }: Omit<AssetWords, 'id'>): AssetText {
  const marked = (mark: string, key: string | null) => (key === null ? '' : mark + key.replace(marks, '') + mark);
  return {
    words: ` ${words.replace(oddSign, ' ')} `,
    codes:
      codeMark +
      codes.join(codeMark) +
      codeMark +
      marked(tagMark, tagKey && tagKey.toLowerCase()) +
      marked(udiMark, udiKey),
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
    // Several of a thing are asked for as one: of its very word, or of one that is put together with it.
    if (isOneLongWord)
      for (const singular of singularForms(compact))
        addBits(fit, this.#words.rowsWith(singular.length >= leastTail ? `${singular} ` : ` ${singular} `));
    addBits(fit, exact);
    return { fit, exact };
  }

  /**
   * Rows whose UDI a scanned code is, however it is written; a GS1 code with a serial number also those of its model, or
   * without a UDI, that have this serial number, and one without all devices of its model.
   */
  withUdi(code: string): Bits {
    const key = udiKey(code).replace(marks, '');
    if (key === '') return noBits(this.#codes.size);
    const rows = this.#codes.rowsWith(udiMark + key + udiMark);
    const device = gs1Device(code);
    if (!device) return rows;
    const ofModel = this.#codes.rowsWith(`${udiMark}gs1:${device.di}:`);
    if (device.serial === null) addBits(rows, ofModel);
    else {
      const bySerial = this.#codes.rowsWith(codeMark + wordsOf(device.serial).join('') + codeMark);
      const ofOthers = this.#codes.rowsWith(udiMark);
      for (let at = 0; at < rows.length; at++) rows[at] |= bySerial[at] & (~ofOthers[at] | ofModel[at]);
    }
    return rows;
  }

  /** Rows that have for each of the parts a word that begins with it. */
  #beginning(parts: readonly string[]): Bits {
    const [first, ...others] = parts.map((part) => this.#words.rowsWith(` ${part}`));
    for (const other of others) keepBits(first, other);
    return first;
  }
}
