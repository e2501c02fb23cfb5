import { assetStatuses, type AssetStatus } from '#contracts/asset-status';
import { assetOrders } from '#contracts/assets';

export type AssetOrder = (typeof assetOrders)[number];

/** What the list of equipment is asked for. */
export interface EquipmentSearch {
  search: string;
  /** Keys of types; none: all. */
  types: readonly string[];
  statuses: readonly AssetStatus[];
  departments: readonly string[];
  tagged: '' | 'true' | 'false';
  order: AssetOrder;
}

export const emptySearch: EquipmentSearch = {
  search: '',
  types: [],
  statuses: [],
  departments: [],
  tagged: '',
  order: 'number',
};

/** The search that an address of the page holds; what is unknown in it is left out. */
export function searchOf(params: URLSearchParams): EquipmentSearch {
  const tagged = params.get('tagged');
  const order = params.get('order');
  return {
    search: params.get('search') ?? '',
    types: listed(params.get('types')),
    statuses: listed(params.get('statuses')).filter((value): value is AssetStatus =>
      (assetStatuses as readonly string[]).includes(value),
    ),
    departments: listed(params.get('departments')),
    tagged: tagged === 'true' || tagged === 'false' ? tagged : '',
    order: assetOrders.find((known) => known === order) ?? emptySearch.order,
  };
}

/** The search as the address of the page holds it and the server takes it: only what differs from the empty one. */
export function paramsOf(search: EquipmentSearch): URLSearchParams {
  const params = new URLSearchParams();
  const text = search.search.trim();
  if (text) params.set('search', text);
  for (const name of ['types', 'statuses', 'departments'] as const)
    if (search[name].length > 0) params.set(name, search[name].join(','));
  if (search.tagged) params.set('tagged', search.tagged);
  if (search.order !== emptySearch.order) params.set('order', search.order);
  return params;
}

/** Whether anything is left out of the list; its order leaves nothing out. */
export function narrows(search: EquipmentSearch): boolean {
  return paramsOf({ ...search, order: emptySearch.order }).size > 0;
}

function listed(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
