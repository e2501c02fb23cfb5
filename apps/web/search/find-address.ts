import { nearSchema } from '#contracts/search';

/** What the address says of a search: the question, where it is near to, what is selected, and whether its way is shown. */
export interface FindAddress {
  q: string;
  near: string | null;
  assetId: number | null;
  way: boolean;
}

const own = new Set(['q', 'near', 'asset', 'way']);

export const nothingSought: FindAddress = { q: '', near: null, assetId: null, way: false };

/** Reads an address; what is not understood in it counts as left out. */
export function readFind(params: URLSearchParams): FindAddress {
  const near = nearSchema.safeParse(params.get('near'));
  const asset = Number(params.get('asset'));
  const assetId = Number.isInteger(asset) && asset > 0 ? asset : null;
  return {
    q: (params.get('q') ?? '').trim().slice(0, 200),
    near: near.success ? near.data : null,
    assetId,
    way: assetId !== null && params.get('way') === '1',
  };
}

/** The address of a floor with a search on it. What else an address says (`others`), as filters of the map, stays. */
export function findPath(
  floorId: number,
  { q, near, assetId, way }: FindAddress,
  others: URLSearchParams = new URLSearchParams(),
): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (near) params.set('near', near);
  if (assetId !== null) params.set('asset', String(assetId));
  if (assetId !== null && way) params.set('way', '1');
  for (const [name, value] of others) if (!own.has(name)) params.append(name, value);
  const search = params.toString();
  return `/floor/${floorId}${search ? `?${search}` : ''}`;
}

/** Whether going from one to the other is a step that "Back" undoes; going on typing is not. */
export function isStep(from: FindAddress, to: FindAddress): boolean {
  return (from.q === '') !== (to.q === '') || from.assetId !== to.assetId || from.way !== to.way;
}
