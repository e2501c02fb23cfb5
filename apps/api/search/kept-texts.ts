import type { AssetWords, SearchedAsset } from '#storage/search-store';
import { type AssetText, textOf } from './asset-texts.js';

/** Texts of assets, read again only for those whose rows have changed: a register changes asset by asset. */
export class KeptTexts {
  #kept = new Map<number, { version: string; text: AssetText }>();

  /** @returns the texts of the assets, in their order */
  async of(
    assets: readonly Pick<SearchedAsset, 'id' | 'version'>[],
    read: (ids: number[]) => Promise<AssetWords[]>,
  ): Promise<AssetText[]> {
    const changed = assets.filter(({ id, version }) => this.#kept.get(id)?.version !== version).map(({ id }) => id);
    const words = new Map((changed.length === 0 ? [] : await read(changed)).map((one) => [one.id, one]));
    const kept = new Map<number, { version: string; text: AssetText }>();
    for (const { id, version } of assets) {
      const changedTo = words.get(id);
      const known = changedTo ? { version, text: textOf(changedTo) } : this.#kept.get(id);
      if (known) kept.set(id, known);
    }
    this.#kept = kept;
    return assets.map(({ id }) => kept.get(id)?.text ?? { words: '', codes: '' });
  }
}
