import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#contracts/asset-status';
import type { LiveAsset } from '#contracts/live';
import { choices, choicesOf, filterOf, passes, toggled, withFilter, type AssetFilter } from './asset-filter.js';

const asset = (marks: Partial<LiveAsset> = {}): LiveAsset => ({
  ...{ tagId: 1, assetId: 1, name: 'Pump', number: 'P-1', typeKey: 'pump', typeName: 'Pump', icon: 'pump' },
  ...{ status: 'available', department: null },
  ...marks,
});
const filter = (marks: Partial<AssetFilter> = {}): AssetFilter => ({
  types: [],
  statuses: [],
  departments: [],
  ...marks,
});
const values = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), { maxLength: 4 });
const anyFilter = fc.record({
  types: values,
  statuses: fc.subarray([...assetStatuses]),
  departments: fc.uniqueArray(fc.oneof(fc.constant(''), fc.string({ maxLength: 12 })), { maxLength: 3 }),
});
const sorted = (one: AssetFilter) => ({
  types: [...one.types].sort(),
  statuses: [...one.statuses].sort(),
  departments: [...one.departments].sort(),
});

describe('the filter of the map', () => {
  it('is read back from the address as it was written, whatever departments are called', () => {
    fc.assert(
      fc.property(anyFilter, (one) => {
        const address = withFilter(new URLSearchParams('asset=7'), one).toString();
        expect(filterOf(new URLSearchParams(address))).toEqual(sorted(one));
        expect(new URLSearchParams(address).get('asset')).toBe('7');
      }),
    );
  });

  it('leaves out a status that does not exist', () => {
    expect(filterOf(new URLSearchParams('statuses=broken&statuses=lent')).statuses).toEqual(['lent']);
  });

  it('lets everything pass while nothing is chosen', () => {
    expect(passes(filter())(asset())).toBe(true);
  });

  it('wants one of the chosen values of each kind', () => {
    const shown = passes(filter({ types: ['pump', 'bed'], statuses: ['available'], departments: ['', 'ICU'] }));
    expect(shown(asset())).toBe(true);
    expect(shown(asset({ department: 'ICU' }))).toBe(true);
    expect(shown(asset({ department: 'Ward 2A' }))).toBe(false);
    expect(shown(asset({ status: 'in-use' }))).toBe(false);
    expect(shown(asset({ typeKey: 'chair' }))).toBe(false);
  });

  it('is the same after a choice was taken back', () => {
    fc.assert(
      fc.property(anyFilter, fc.string({ maxLength: 5 }), (one, value) => {
        expect(sorted(toggled(toggled(one, 'types', value), 'types', value))).toEqual(sorted(one));
      }),
    );
  });

  it('counts what each choice would show, given the other kinds', () => {
    const floor = [
      asset(),
      asset({ status: 'in-use' }),
      asset({ typeKey: 'bed', typeName: 'Bed' }),
      asset({ typeKey: 'bed', typeName: 'Bed' }),
    ];
    const chosen = filter({ types: ['pump'], statuses: ['available'] });
    expect(choices(chosen)).toBe(2);
    const name = (value: string, example: LiveAsset | undefined) => example?.typeName ?? value;
    expect(choicesOf(floor, chosen, 'types', name)).toEqual([
      { value: 'bed', name: 'Bed', chosen: false, count: 2 },
      { value: 'pump', name: 'Pump', chosen: true, count: 1 },
    ]);
    expect(choicesOf(floor, chosen, 'statuses', (value) => value).map(({ value, count }) => [value, count])).toEqual([
      ['available', 1],
      ['in-use', 1],
    ]);
  });

  it('still offers what is chosen though nothing of it is on the floor', () => {
    const name = (value: string) => value;
    expect(choicesOf([], filter({ departments: ['ICU'] }), 'departments', name)).toEqual([
      { value: 'ICU', name: 'ICU', chosen: true, count: 0 },
    ]);
  });
});
