import type { AssetView } from '#contracts/assets';
import type { Obstacle } from '#contracts/search';

const ofStatus: Partial<Record<AssetView['status']['value'], Obstacle>> = {
  'in-use': 'in-use',
  'needs-cleaning': 'needs-cleaning',
  'needs-repair': 'needs-repair',
  'in-maintenance': 'in-maintenance',
  lent: 'lent',
  missing: 'missing',
};

/** Why something cannot simply be taken: first that it is not free, then that it may not be found. */
export function obstaclesOf(asset: AssetView, isDoubted: boolean): Obstacle[] {
  const { status, reservation, position, tagId, kit } = asset;
  const found: Obstacle[] = [];
  const said = ofStatus[status.value];
  if (said) found.push(said);
  if (reservation && !reservation.mine) found.push('reserved');
  if (isDoubted) found.push('doubted');
  if (position?.freshness === 'lost' || position?.freshness === 'blind') found.push(position.freshness);
  if (position === null) found.push(tagId === null && kit === null ? 'no-tag' : 'not-heard');
  return found;
}
