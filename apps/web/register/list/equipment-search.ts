import { assetStatuses, type AssetStatus } from '#contracts/asset-status';
import { assetOrders } from '#contracts/assets';

export type AssetOrder = (typeof assetOrders)[number];

/** Days of silence that can be asked for. */
export const unheardChoices = ['', '7', '30', '90'] as const;

/** What the list of equipment is asked for. */
export interface EquipmentSearch {
  search: string;
  /** Keys of types; none: all. */
  types: readonly string[];
  /** None: all that is in service. */
  statuses: readonly AssetStatus[];
  /** '' stands for equipment of the whole house. */
  departments: readonly string[];
  tagged: '' | 'true' | 'false';
  /** Heard nowhere for so many days; '': whenever it was heard. */
  unheardDays: (typeof unheardChoices)[number];
  order: AssetOrder;
  descending: boolean;
}

export const emptySearch: EquipmentSearch = {
  search: '',
  types: [],
  statuses: [],
  departments: [],
  tagged: '',
  unheardDays: '',
  order: 'number',
  descending: false,
};

/** The search that an address of the page holds; what is unknown in it is left out. */
export function searchOf(params: URLSearchParams): EquipmentSearch {
  const tagged = params.get('tagged');
  const order = params.get('order');
  return {
    search: params.get('search') ?? '',
    types: params.getAll('types').filter((key) => key !== ''),
    statuses: params
      .getAll('statuses')
      .filter((value): value is AssetStatus => (assetStatuses as readonly string[]).includes(value)),
    departments: params.getAll('departments'),
    tagged: tagged === 'true' || tagged === 'false' ? tagged : '',
    unheardDays: unheardChoices.find((days) => days === params.get('unheardDays')) ?? '',
    order: assetOrders.find((known) => known === order) ?? emptySearch.order,
    descending: params.get('descending') === 'true',
  };
}

/** The search as the address of the page holds it and the server takes it: only what differs from the empty one. */
export function paramsOf(search: EquipmentSearch): URLSearchParams {
  const params = new URLSearchParams();
  const text = search.search.trim();
  if (text) params.set('search', text);
  for (const name of ['types', 'statuses', 'departments'] as const)
    for (const value of search[name]) params.append(name, value);
  if (search.tagged) params.set('tagged', search.tagged);
  if (search.unheardDays) params.set('unheardDays', search.unheardDays);
  if (search.order !== emptySearch.order) params.set('order', search.order);
  if (search.descending) params.set('descending', 'true');
  return params;
}

/** The same list ordered by a column: by the one it is ordered by already, the other way round. */
export function orderedBy(search: EquipmentSearch, order: AssetOrder): EquipmentSearch {
  return { ...search, order, descending: search.order === order && !search.descending };
}

/** How many filters are set, besides the words that are searched for. */
export function filtersOf({ types, statuses, departments, tagged, unheardDays }: EquipmentSearch): number {
  return [types, statuses, departments, tagged, unheardDays].filter(({ length }) => length > 0).length;
}

/** Whether anything is left out of the list; its order leaves nothing out. */
export function narrows(search: EquipmentSearch): boolean {
  return paramsOf({ ...search, order: emptySearch.order, descending: false }).size > 0;
}
