import type { HousePlans } from '../ways/house-plans.js';
import { addBits, type Bits, noBits } from './bits.js';
import type { WordRows } from './rank.js';
import type { Register } from './register.js';
import { fits, fitsOf, type Vocabulary } from './vocabulary.js';

/** Words of which it is remembered what they fit, for each vocabulary. */
const mostWords = 1000;

/** What words fit, for those who see the same; found once while register and plans stay as they are. */
export class WordsFitting {
  readonly #known = new WeakMap<Vocabulary, Map<string, WordRows>>();

  /** @param askAlike asks for assets with a word much like this one, when typing errors are forgiven; null when not */
  async of(
    word: string,
    register: Register,
    plans: HousePlans,
    vocabulary: Vocabulary,
    askAlike: ((word: string) => Promise<number[]>) | null,
  ): Promise<WordRows> {
    let known = this.#known.get(vocabulary);
    if (!known) this.#known.set(vocabulary, (known = new Map()));
    const key = `${askAlike !== null} ${word}`;
    let rows = known.get(key);
    if (!rows) {
      const alike = askAlike && (await register.alike(word, askAlike));
      rows = rowsOf(word, register, plans, vocabulary, alike);
      if (known.size >= mostWords) known.delete(known.keys().next().value!);
      known.set(key, rows);
    }
    return rows;
  }
}

/** @param alike rows with a word much like it, when typing errors are forgiven; null when not */
function rowsOf(
  word: string,
  register: Register,
  plans: HousePlans,
  vocabulary: Vocabulary,
  alike: Bits | null,
): WordRows {
  const plain = register.matching(word);
  const least = alike ? fits.mistyped : fits.inside;
  const fit = noBits(register.size);
  addBits(fit, plain.fit);
  addBits(fit, register.named(word, least));
  if (alike) addBits(fit, alike);
  let zones: Uint8Array | null = null;
  const departmentFits = fitsOf(word, vocabulary.departments);
  const departments = new Set(
    vocabulary.departments.filter((_, at) => departmentFits[at] >= least).map(({ name }) => name),
  );
  const zoneFits = fitsOf(word, vocabulary.zones);
  vocabulary.zones.forEach(({ of }, at) => {
    if (zoneFits[at] < least && (of.department === null || !departments.has(of.department))) return;
    zones ??= new Uint8Array(plans.ways.zoneIds.length);
    zones[of.at] = 1;
  });
  return { fit, exact: plain.exact, zones };
}
