import type { Visibility } from '#contracts/visibility';
import type { KeyInfo } from '#storage/key-state';

/** What a key opens. */
type Reach = Pick<KeyInfo, 'kind' | 'siteIds' | 'departments'> & { readers: readonly { siteId: number }[] };

/**
 * Whether a key opens nothing beyond what somebody answers for. A gateway hears the assets of every department
 * around it, so its key is the matter of somebody for all of them.
 */
export function keyWithin({ siteIds, departments }: Pick<Visibility, 'siteIds' | 'departments'>, key: Reach): boolean {
  if (key.kind === 'gateway')
    return departments === null && (siteIds === null || key.readers.every(({ siteId }) => siteIds.includes(siteId)));
  return among(siteIds, key.siteIds) && among(departments, key.departments);
}

/** Whether all of a part lies in another; null is everything. */
function among<T>(whole: readonly T[] | null, part: readonly T[] | null): boolean {
  return whole === null || (part !== null && part.every((each) => whole.includes(each)));
}
