import { type Bits, noBits, setBit } from './bits.js';

/** Ends the text of a row: stands in none of them, nor in what is looked for. */
const end = '\n';

/** A text for each row, all in one string, because one long string is looked through fastest. */
export class RowTexts {
  readonly size: number;
  readonly #text: string;
  /** Where the text of each row begins. */
  readonly #starts: Int32Array;

  /** @param texts without line ends */
  constructor(texts: readonly string[]) {
    this.size = texts.length;
    this.#text = texts.join(end);
    this.#starts = new Int32Array(texts.length);
    let at = 0;
    texts.forEach((text, row) => {
      this.#starts[row] = at;
      at += text.length + end.length;
    });
  }

  /** Rows in whose text this stands. */
  rowsWith(sought: string): Bits {
    const found = noBits(this.size);
    const starts = this.#starts;
    let row = 0;
    let at = this.#text.indexOf(sought);
    while (at >= 0) {
      while (row + 1 < this.size && starts[row + 1] <= at) row++;
      setBit(found, row);
      // Once is enough: on with the next row.
      if (++row === this.size) break;
      at = this.#text.indexOf(sought, starts[row]);
    }
    return found;
  }
}
