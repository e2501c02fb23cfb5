import { soundStatuses, type AssetStatus } from '#contracts/asset-status';
import type { AssetView } from '#contracts/assets';
import type { BackAs } from '#contracts/asset-use';

/** What can be said of an asset by one tap. */
export type SaidStatus = Exclude<AssetStatus, 'lent' | 'retired'>;

export type Act =
  'cleaned' | 'dirty' | 'available' | 'inUse' | 'repaired' | 'found' | 'missing' | 'backDirty' | 'backClean' | 'back';
export type Form = 'reserve' | 'defect' | 'lend';

/** The status that an act says; null for acts that are more than a word. */
export const saidBy: Record<Act, SaidStatus | null> = {
  ...{ cleaned: 'available', dirty: 'needs-cleaning', available: 'available', inUse: 'in-use', repaired: 'available' },
  ...{ found: null, missing: 'missing', backDirty: null, backClean: null, back: null },
};

/** What it is when it comes back, by the acts that say so. What has an open defect needs repair, whatever is said. */
export const backAs: Partial<Record<Act, BackAs>> = {
  ...{ backDirty: 'needs-cleaning', backClean: 'available', back: 'needs-cleaning' },
};

const byStatus: Record<AssetStatus, readonly Act[]> = {
  available: ['inUse', 'dirty', 'missing'],
  'in-use': ['dirty', 'available', 'missing'],
  'needs-cleaning': ['cleaned', 'missing'],
  'needs-repair': ['repaired', 'missing'],
  'in-maintenance': ['repaired', 'missing'],
  lent: ['backDirty', 'backClean'],
  missing: ['found'],
  retired: [],
};

/**
 * What is offered for an asset, the likeliest first.
 * @param defective whether it has an open defect: nothing is said of it then that is true of sound equipment only
 */
export function offeredActs({ status }: Pick<AssetView, 'status'>, defective: boolean): readonly Act[] {
  if (defective && status.value === 'lent') return ['back'];
  return byStatus[status.value].filter((act) => !defective || !soundStatuses.includes(saidBy[act] ?? 'missing'));
}

/** What is offered that asks for more. What is lent, or somebody else's, is neither reserved nor lent. */
export function offeredForms({ status, reservation }: Pick<AssetView, 'status' | 'reservation'>): readonly Form[] {
  const others = reservation !== null && !reservation.mine;
  const taken = status.value === 'lent' || status.value === 'retired';
  const forms: Form[] = [];
  if (reservation === null && !taken) forms.push('reserve');
  if (status.value !== 'retired') forms.push('defect');
  if (!others && !taken && status.value !== 'missing') forms.push('lend');
  return forms;
}
