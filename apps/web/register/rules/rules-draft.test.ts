import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultStatusRules, placedStatuses, type StatusRule } from '#contracts/asset-status';
import { zoneKinds } from '#contracts/floorplan';
import { draftOf, newException, rulesOf } from './rules-draft.js';

const words = { dwell: 'dwell', twice: 'twice', type: 'type' };
const dwellS = fc.integer({ min: 0, max: 86_400 });
const anyRules: fc.Arbitrary<StatusRule[]> = fc
  .tuple(
    fc.uniqueArray(
      fc.record({
        zoneKind: fc.constantFrom(...zoneKinds),
        typeKey: fc.constant(null),
        status: fc.constantFrom(...placedStatuses),
        dwellS,
      }),
      { selector: ({ zoneKind }) => zoneKind },
    ),
    fc.uniqueArray(
      fc.record({
        zoneKind: fc.constantFrom(...zoneKinds),
        typeKey: fc.constantFrom('pump', 'bed', 'cart'),
        status: fc.constantFrom(null, ...placedStatuses),
        dwellS,
      }),
      { selector: ({ zoneKind, typeKey }) => `${zoneKind} ${typeKey}` },
    ),
  )
  .map(([all, some]) => [...all, ...some]);
const sorted = (rules: readonly StatusRule[]) => rules.map((rule) => JSON.stringify(rule)).sort();

describe('the page of status rules', () => {
  it('gives back the rules it was given', () => {
    fc.assert(
      fc.property(anyRules, (rules) => {
        expect(sorted(rulesOf(draftOf(rules), words).rules!)).toEqual(sorted(rules));
      }),
    );
    expect(sorted(rulesOf(draftOf(defaultStatusRules), words).rules!)).toEqual(sorted(defaultStatusRules));
  });

  it('says at each rule what is wrong with it', () => {
    const draft = draftOf(defaultStatusRules);
    const exception = { ...newException(draft, 'pump'), id: 7 };
    const { problems } = rulesOf(
      {
        kinds: { ...draft.kinds, storage: { status: 'available', dwellS: '86401' } },
        exceptions: [exception, { ...exception, id: 8 }, { ...exception, id: 9, typeKey: '' }],
      },
      words,
    );
    expect(problems).toEqual({ 'kind:storage': 'dwell', 'exception:8': 'twice', 'exception:9': 'type' });
  });

  it('asks for no dwell where nothing is meant', () => {
    const draft = draftOf([]);
    const kinds = { ...draft.kinds, lift: { status: 'nothing' as const, dwellS: 'soon' } };
    expect(rulesOf({ ...draft, kinds }, words).rules).toEqual([]);
  });
});
