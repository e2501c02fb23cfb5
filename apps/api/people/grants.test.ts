import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Part, seesAsset, wholeHouse } from '#contracts/visibility';
import { liesWithin } from './grants.js';

const part: fc.Arbitrary<Part> = fc.record({
  siteIds: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1 })),
  departments: fc.option(fc.uniqueArray(fc.constantFrom('ICU', 'Ward 2A', 'Ward 2B'), { minLength: 1 })),
});

describe('a part of the house', () => {
  it('lies within itself, and within the whole house', () => {
    fc.assert(fc.property(part, (one) => liesWithin(one, one) && liesWithin(one, wholeHouse)));
  });

  it('that lies within another shows nothing that the other does not show', () => {
    const asset = fc.record({
      siteId: fc.option(fc.integer({ min: 1, max: 4 })),
      department: fc.option(fc.constantFrom('ICU', 'Ward 2A', 'Ward 2B')),
      person: fc.constant(false),
    });
    fc.assert(
      fc.property(part, part, asset, (inner, outer, each) => {
        fc.pre(liesWithin(inner, outer) && seesAsset({ ...inner, persons: false }, each));
        expect(seesAsset({ ...outer, persons: false }, each)).toBe(true);
      }),
    );
  });

  it('does not lie within another when it reaches beyond it', () => {
    const ward = { siteIds: [1], departments: ['Ward 2A'] };
    expect(liesWithin({ siteIds: null, departments: ['Ward 2A'] }, ward)).toBe(false);
    expect(liesWithin({ siteIds: [1, 2], departments: ['Ward 2A'] }, ward)).toBe(false);
    expect(liesWithin({ siteIds: [1], departments: null }, ward)).toBe(false);
    expect(liesWithin({ siteIds: [1], departments: ['ICU'] }, ward)).toBe(false);
  });
});
