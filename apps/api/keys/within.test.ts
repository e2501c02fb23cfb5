import { describe, expect, it } from 'vitest';
import { keyWithin } from './within.js';

const house = { siteIds: null, departments: null };
const integration = (siteIds: number[] | null, departments: string[] | null) => ({
  ...{ kind: 'integration' as const, siteIds, departments, readers: [] },
});
const gateway = (...siteIds: number[]) => ({
  ...{ kind: 'gateway' as const, siteIds: null, departments: null, readers: siteIds.map((siteId) => ({ siteId })) },
});

describe('a key', () => {
  it('of anything is within the whole house', () => {
    for (const key of [integration(null, null), integration([7], ['ICU']), gateway(1, 2)])
      expect(keyWithin(house, key)).toBe(true);
  });

  it('is within some sites only when it is limited to them', () => {
    const mine = { siteIds: [1, 2], departments: null };
    expect(keyWithin(mine, integration([1], null))).toBe(true);
    expect(keyWithin(mine, integration([1, 3], null))).toBe(false);
    expect(keyWithin(mine, integration(null, null))).toBe(false);
    expect(keyWithin(mine, gateway(1, 2, 1))).toBe(true);
    expect(keyWithin(mine, gateway(1, 3))).toBe(false);
  });

  it('is within some departments only when it is limited to them, and no gateway is', () => {
    const mine = { siteIds: null, departments: ['ICU'] };
    expect(keyWithin(mine, integration(null, ['ICU']))).toBe(true);
    expect(keyWithin(mine, integration(null, ['ICU', 'Surgery']))).toBe(false);
    expect(keyWithin(mine, integration(null, null))).toBe(false);
    expect(keyWithin(mine, gateway(1))).toBe(false);
  });
});
