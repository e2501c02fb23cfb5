import { assetStatuses, type AssetStatus } from '#contracts/asset-status';
import type { LiveAsset } from '#contracts/live';

/** What map and list show. An empty list of one kind lets everything of that kind pass. */
export interface AssetFilter {
  /** Keys of types. */
  types: readonly string[];
  statuses: readonly AssetStatus[];
  /** '' stands for equipment of the whole house. */
  departments: readonly string[];
}
export type FilterKind = keyof AssetFilter;

/** The kinds as they are named in the address. */
export const filterKinds: readonly FilterKind[] = ['types', 'statuses', 'departments'];

/** Reads the filter of an address; a status that does not exist is left out. */
export function filterOf(params: URLSearchParams): AssetFilter {
  const all = (kind: FilterKind) => [...new Set(params.getAll(kind))].sort();
  const isStatus = (value: string): value is AssetStatus => (assetStatuses as readonly string[]).includes(value);
  return { types: all('types'), statuses: all('statuses').filter(isStatus), departments: all('departments') };
}

/** The same address with another filter; everything else in it stays. */
export function withFilter(params: URLSearchParams, filter: AssetFilter): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const kind of filterKinds) {
    next.delete(kind);
    for (const value of filter[kind]) next.append(kind, value);
  }
  return next;
}

/** Adds a value, or takes it away. */
export function toggled(filter: AssetFilter, kind: FilterKind, value: string): AssetFilter {
  const before: readonly string[] = filter[kind];
  const now = before.includes(value) ? before.filter((one) => one !== value) : [...before, value];
  return { ...filter, [kind]: now };
}

/** How many values are chosen. */
export function choices(filter: AssetFilter): number {
  return filterKinds.reduce((sum, kind) => sum + filter[kind].length, 0);
}

type Filtered = Pick<LiveAsset, 'typeKey' | 'status' | 'department'>;

/** The value of an asset that a kind of filter looks at. */
function valueOf(asset: Filtered, kind: FilterKind): string {
  return kind === 'types' ? asset.typeKey : kind === 'statuses' ? asset.status : (asset.department ?? '');
}

/** A test whether an asset is shown: for each kind, one of its chosen values must be the asset's. */
export function passes(filter: AssetFilter): (asset: Filtered) => boolean {
  const chosen = filterKinds.flatMap((kind) =>
    filter[kind].length ? [{ kind, values: new Set<string>(filter[kind]) }] : [],
  );
  return (asset) => chosen.every(({ kind, values }) => values.has(valueOf(asset, kind)));
}

/** One value that can be chosen. */
export interface Choice {
  value: string;
  name: string;
  chosen: boolean;
  /** How many would be shown of it, given what is chosen of the other kinds. */
  count: number;
}

/**
 * What can be chosen of a kind, by name: everything that stands on the floor, and what is chosen though nothing of it is there
 * (a shared link of another floor), so that it can be taken away.
 */
export function choicesOf(
  assets: readonly LiveAsset[],
  filter: AssetFilter,
  kind: FilterKind,
  nameOf: (value: string, asset: LiveAsset | undefined) => string,
): Choice[] {
  const others = passes({ ...filter, [kind]: [] });
  const found = new Map<string, { example: LiveAsset | undefined; count: number }>();
  for (const value of filter[kind]) found.set(value, { example: undefined, count: 0 });
  for (const asset of assets) {
    const value = valueOf(asset, kind);
    const entry = found.get(value) ?? { example: asset, count: 0 };
    entry.example ??= asset;
    if (others(asset)) entry.count++;
    found.set(value, entry);
  }
  const chosen: readonly string[] = filter[kind];
  const order =
    kind === 'statuses'
      ? (a: Choice, b: Choice) => statusOrder(a.value) - statusOrder(b.value)
      : (a: Choice, b: Choice) => Number(a.value === '') - Number(b.value === '') || byName.compare(a.name, b.name);
  return [...found]
    .map(([value, { example, count }]) => ({
      value,
      name: nameOf(value, example),
      chosen: chosen.includes(value),
      count,
    }))
    .sort(order);
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const statusOrder = (value: string) => (assetStatuses as readonly string[]).indexOf(value);
