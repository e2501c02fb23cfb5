import type { AssetStatus } from '#contracts/asset-status';
import { isPushed } from '#contracts/asset-types';
import type { SearchedAsset, SearchedType, SearchNews } from '#storage/search-store';
import { type AssetText, AssetTexts } from './asset-texts.js';
import { addBits, type Bits, noBits, setBit } from './bits.js';
import { fits, fitsOf, type Term, termOf } from './vocabulary.js';

/** Words of which it is remembered what they fit. */
const mostWords = 2000;

/** All assets in service at one moment, a row each; only what the search decides by. */
export class Register {
  readonly types: readonly Term<number>[];
  readonly departments: readonly string[];
  readonly #departmentTerms: readonly Term<string>[];
  readonly #named = new Map<string, Bits>();
  readonly tagId: Int32Array;
  /** Place in `departments`; -1 for equipment of the whole house. */
  readonly department: Int16Array;
  readonly person: Uint8Array;
  readonly status: AssetStatus[];
  /** Rolls on wheels: no way with it leads over stairs. */
  readonly wheels: Uint8Array;
  readonly #rowOf: ReadonlyMap<number, number>;
  readonly #ofType = new Map<number, Bits>();
  readonly #ofDepartment: Bits[];
  readonly #texts: AssetTexts;
  readonly #matching = new Map<string, { fit: Bits; exact: Bits }>();
  readonly #alike = new Map<string, Promise<Bits>>();
  /** Who reserved which row. */
  reserved = new Map<number, number | null>();
  doubted = noBits(0);

  /** The ids of the assets, row by row. */
  readonly ids: Int32Array;

  /** @param texts of the assets, in their order */
  constructor(assets: readonly SearchedAsset[], types: readonly SearchedType[], texts: readonly AssetText[]) {
    this.ids = Int32Array.from(assets, ({ id }) => id);
    this.#texts = new AssetTexts(texts);
    this.#rowOf = new Map(assets.map(({ id }, row) => [id, row]));
    this.types = types.map(({ id, key, name, synonyms }) => termOf(id, name, [key, ...synonyms]));
    this.departments = [...new Set(assets.flatMap(({ department }) => department ?? []))].sort();
    this.#departmentTerms = this.departments.map((name) => termOf(name, name));
    const departmentAt = new Map(this.departments.map((department, at) => [department, at]));
    this.tagId = Int32Array.from(assets, ({ tagId }) => tagId ?? 0);
    this.department = Int16Array.from(assets, ({ department }) =>
      department === null ? -1 : departmentAt.get(department)!,
    );
    this.person = Uint8Array.from(assets, ({ person }) => (person ? 1 : 0));
    this.status = assets.map(({ status }) => status);
    const rolling = new Set(types.filter(({ icon }) => isPushed(icon)).map(({ id }) => id));
    this.wheels = Uint8Array.from(assets, ({ typeId }) => (rolling.has(typeId) ? 1 : 0));
    this.#ofDepartment = this.departments.map(() => noBits(assets.length));
    this.doubted = noBits(assets.length);
    assets.forEach(({ typeId }, row) => {
      let bits = this.#ofType.get(typeId);
      if (!bits) this.#ofType.set(typeId, (bits = noBits(assets.length)));
      setBit(bits, row);
      if (this.department[row] >= 0) setBit(this.#ofDepartment[this.department[row]], row);
    });
  }

  get size(): number {
    return this.ids.length;
  }

  /** Takes over what changed since it was read. */
  update({ statuses, reserved }: Pick<SearchNews, 'statuses' | 'reserved'>): void {
    this.setStatuses(statuses);
    this.reserved = new Map();
    for (const [id, userId] of reserved) {
      const row = this.#rowOf.get(id);
      if (row !== undefined) this.reserved.set(row, userId);
    }
  }

  setStatuses(statuses: SearchNews['statuses']): void {
    for (const [id, status] of statuses) {
      const row = this.#rowOf.get(id);
      if (row !== undefined) this.status[row] = status;
    }
  }

  setDoubted(ids: readonly number[]): void {
    this.doubted = this.rowsOf(ids);
  }

  rowOf(id: number): number | undefined {
    return this.#rowOf.get(id);
  }

  rowsOf(ids: readonly number[]): Bits {
    const bits = noBits(this.size);
    for (const id of ids) {
      const row = this.#rowOf.get(id);
      if (row !== undefined) setBit(bits, row);
    }
    return bits;
  }

  /**
   * Rows whose type, or whose department, a word means at least so well. Where a word begins or ends the name of some type,
   * types that only have it inside of theirs are not meant: "pump" is no "Absaugpumpe". Not to be written to.
   */
  named(word: string, least: number): Bits {
    const key = `${least} ${word}`;
    let bits = this.#named.get(key);
    if (bits) return bits;
    bits = noBits(this.size);
    const types = fitsOf(word, this.types);
    const leastOfTypes = types.some((fit) => fit >= fits.ends) ? Math.max(fits.ends, least) : least;
    this.types.forEach(({ of }, at) => {
      const own = types[at] >= leastOfTypes ? this.#ofType.get(of) : undefined;
      if (own) addBits(bits!, own);
    });
    const departments = fitsOf(word, this.#departmentTerms);
    this.#ofDepartment.forEach((own, at) => {
      if (departments[at] >= least) addBits(bits!, own);
    });
    remember(this.#named, key, bits);
    return bits;
  }

  /** Rows whose words a word fits, and those whose number it is. Not to be written to. */
  matching(word: string): { fit: Bits; exact: Bits } {
    return this.#matching.get(word) ?? remember(this.#matching, word, this.#texts.matching(word));
  }

  /** Rows whose UDI a code is. */
  withUdi(code: string): Bits {
    return this.#texts.withUdi(code);
  }

  /** Rows with a word much like this one; asked once while the register stays as it is. Not to be written to. */
  async alike(word: string, ask: (word: string) => Promise<number[]>): Promise<Bits> {
    const asked =
      this.#alike.get(word) ??
      remember(
        this.#alike,
        word,
        ask(word).then((ids) => this.rowsOf(ids)),
      );
    try {
      return await asked;
    } catch (error) {
      this.#alike.delete(word);
      throw error;
    }
  }
}

/** Keeps what was found out for a word, and forgets the oldest when there are many. @returns what is kept */
function remember<Of>(known: Map<string, Of>, word: string, found: Of): Of {
  if (known.size >= mostWords) known.delete(known.keys().next().value!);
  known.set(word, found);
  return found;
}
