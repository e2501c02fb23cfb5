import type { Part } from '#contracts/visibility';
import type { KeyInfo } from '#storage/key-state';
import { liesWithin } from '../people/grants.js';

/** What a key opens. */
type Reach = Pick<KeyInfo, 'kind' | 'siteIds' | 'departments'> & { readers: readonly { siteId: number }[] };

/**
 * Whether a key opens nothing beyond what somebody answers for. A gateway hears the assets of every department
 * around it, so its key is the matter of somebody for all of them.
 */
export function keyWithin({ siteIds, departments }: Part, key: Reach): boolean {
  if (key.kind === 'gateway')
    return departments === null && (siteIds === null || key.readers.every(({ siteId }) => siteIds.includes(siteId)));
  return liesWithin(key, { siteIds, departments });
}
