import type { AssetView } from '#contracts/assets';
import type { Visibility } from '#contracts/visibility';
import type { AssetExport, ExportedFacts } from '#storage/asset-export';
import type { AssetQueryInput, AssetStore } from '#storage/asset-store';
import type { CsvCell } from '../http/csv.js';
import { attributeCell, attributeColumn, passedOver, registerColumns } from './register-columns.js';

/** Rows that are in memory at a time. */
const rowsPerPage = 500;

/** Columns of the exported list: the register, as import reads it again, and where each is. Lengths in metres, times in UTC. */
export function assetColumns(attributeKeys: readonly string[]): string[] {
  return [...registerColumns.map(({ name }) => name), ...attributeKeys.map(attributeColumn), ...passedOver];
}

/** The assets somebody sees that match a query, page by page. */
export async function* assetPages(
  assets: Pick<AssetStore, 'list'>,
  exported: Pick<AssetExport, 'facts'>,
  query: AssetQueryInput,
  visibility: Visibility,
  attributeKeys: readonly string[],
): AsyncGenerator<CsvCell[][]> {
  for (let after: string | null | undefined; after !== null;) {
    const page = await assets.list({ ...query, limit: rowsPerPage, after }, visibility);
    const ids = page.assets.map(({ id }) => id);
    const facts = await exported.facts(ids, visibility.siteIds);
    yield page.assets.flatMap((asset) => {
      const more = facts.get(asset.id);
      return more ? [cellsOf(asset, more, attributeKeys)] : [];
    });
    after = page.next;
  }
}

function cellsOf(asset: AssetView, more: ExportedFacts, attributeKeys: readonly string[]): CsvCell[] {
  const { typeName, status, position: here } = asset;
  const told = { ...asset, ...more, kitNumber: asset.kit?.number ?? null };
  return [
    ...registerColumns.map(({ cell }) => cell(told)),
    ...attributeKeys.map((key) => attributeCell(more.attributes, key)),
    ...[typeName, status.value, status.since],
    ...(here ? [here.siteName, here.floorName, here.zoneName, here.inZoneSince] : [null, null, null, null]),
    ...(here
      ? [here.x, here.y, here.radius90M, here.observedAt, here.freshness, here.method]
      : [null, null, null, null, null, null]),
    ...[more.batteryPercent, more.batteryMillivolts, more.batteryAt],
  ];
}
