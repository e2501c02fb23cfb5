import type { AssetView } from '#contracts/assets';
import type { Visibility } from '#contracts/visibility';
import type { AssetQueryInput, AssetStore } from '#storage/asset-store';
import type { CsvCell } from '../http/csv.js';

/** Rows that are in memory at a time. */
const rowsPerPage = 500;

/** Columns of the exported list. Lengths in metres, times in UTC. */
export const assetColumns = [
  ...['number', 'name', 'type', 'department', 'person', 'tag', 'site', 'floor', 'zone', 'in_zone_since'],
  ...['x_m', 'y_m', 'radius90_m', 'observed_at', 'freshness', 'method'],
];

/** The assets somebody sees that match a query, page by page. */
export async function* assetPages(
  assets: Pick<AssetStore, 'list'>,
  query: AssetQueryInput,
  visibility: Visibility,
): AsyncGenerator<CsvCell[][]> {
  for (let after: string | null | undefined; after !== null;) {
    const page = await assets.list({ ...query, limit: rowsPerPage, after }, visibility);
    yield page.assets.map(cellsOf);
    after = page.next;
  }
}

function cellsOf({ position: here, ...asset }: AssetView): CsvCell[] {
  const { number, name, typeName, department, person, tagKey } = asset;
  return [
    ...[number, name, typeName, department, person, tagKey],
    ...(here ? [here.siteName, here.floorName, here.zoneName, here.inZoneSince] : [null, null, null, null]),
    ...(here
      ? [here.x, here.y, here.radius90M, here.observedAt, here.freshness, here.method]
      : [null, null, null, null, null, null]),
  ];
}
