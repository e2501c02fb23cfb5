import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audienceOf, seesAsset, seesEverything, seesSite, type Visibility, type Visible } from './visibility.js';

const sites = fc.integer({ min: 1, max: 4 });
const departments = fc.constantFrom('A', 'B', 'C', '', 'null');
const visibility: fc.Arbitrary<Visibility> = fc.record({
  siteIds: fc.option(fc.uniqueArray(sites)),
  departments: fc.option(fc.array(departments)),
  persons: fc.boolean(),
});
const asset: fc.Arbitrary<Visible> = fc.record({
  siteId: fc.option(sites),
  department: fc.option(departments),
  person: fc.boolean(),
});

/** What both see. */
function common(a: Visibility, b: Visibility): Visibility {
  const both = <T>(x: readonly T[] | null, y: readonly T[] | null) =>
    x === null ? y : y === null ? x : x.filter((one) => y.includes(one));
  return {
    siteIds: both(a.siteIds, b.siteIds),
    departments: both(a.departments, b.departments),
    persons: a.persons && b.persons,
  };
}

describe('visibility', () => {
  it('of everything shows everything', () => {
    fc.assert(fc.property(asset, (one) => seesAsset(seesEverything, one)));
  });

  it('shows nothing of another department, of another site, or of a person, whatever else is granted', () => {
    fc.assert(
      fc.property(visibility, asset, (much, one) => {
        const shown = seesAsset(much, one);
        if (one.person && !much.persons) expect(shown).toBe(false);
        if (one.siteId !== null && !seesSite(much, one.siteId)) expect(shown).toBe(false);
        if (one.department !== null && much.departments !== null && !much.departments.includes(one.department))
          expect(shown).toBe(false);
      }),
    );
  });

  it('shows equipment of the whole house, and things without a place, to everybody', () => {
    fc.assert(fc.property(visibility, (much) => seesAsset(much, { siteId: null, department: null, person: false })));
  });

  it('narrowed twice shows what both show and nothing more', () => {
    fc.assert(
      fc.property(visibility, visibility, asset, (a, b, one) => {
        expect(seesAsset(common(a, b), one)).toBe(seesAsset(a, one) && seesAsset(b, one));
      }),
    );
  });

  it('is the same for all of one audience on a site that they see', () => {
    fc.assert(
      fc.property(visibility, visibility, asset, (a, b, one) => {
        const here = { ...one, siteId: null };
        if (audienceOf(a) === audienceOf(b)) expect(seesAsset(a, here)).toBe(seesAsset(b, here));
        const shuffled = { ...a, departments: a.departments && [...a.departments, ...a.departments].reverse() };
        expect(audienceOf(shuffled)).toBe(audienceOf(a));
      }),
    );
  });

  it('tells "no department" from a department of that name', () => {
    const audiences = [null, [], ['null'], ['']].map((own) => audienceOf({ ...seesEverything, departments: own }));
    expect(new Set(audiences).size).toBe(4);
  });
});
