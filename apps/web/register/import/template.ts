import { importColumns } from '#contracts/asset-import';
import type { AssetTypeView } from '#contracts/asset-types';
import type { Language } from '../../texts/language.js';

/**
 * An empty list with every column that import reads: those of all items, then one for each attribute of a type. German
 * spreadsheets open what semicolons separate.
 */
export function templateOf(types: readonly Pick<AssetTypeView, 'attributes'>[], language: Language): string {
  const keys = new Set(types.flatMap(({ attributes }) => attributes.map(({ key }) => key)));
  const columns = [...importColumns, ...[...keys].sort().map((key) => `attribute.${key}`)];
  // The mark tells Excel that it is UTF-8.
  return `\ufeff${columns.join(language === 'de' ? ';' : ',')}\r\n`;
}
