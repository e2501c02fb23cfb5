import type { AssetIdentity } from './assets.js';

/** Every so many infusion pumps belong to the pool of the whole house. */
const pooledEvery = 4;

/** Whose an asset is: the department it lives in. Wheelchairs, and some of the infusion pumps, are of the whole house: null. */
export function ownerOf({ number, type, home }: AssetIdentity & { home: string }): string | null {
  const pooled = type.key === 'infusion-pump' && Number(number.slice(-4)) % pooledEvery === 0;
  return pooled || type.key === 'wheelchair' ? null : home;
}
