import { parse } from 'node:querystring';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#contracts/asset-status';
import { assetOrders, assetQuerySchema } from '#contracts/assets';
import {
  emptySearch,
  filtersOf,
  narrows,
  orderedBy,
  paramsOf,
  searchOf,
  unheardChoices,
  type EquipmentSearch,
} from './equipment-search.js';

const word = fc.stringMatching(/^[A-Za-z0-9 äé&=?+,-]{1,12}$/).filter((text) => text.trim() === text);
const anySearch: fc.Arbitrary<EquipmentSearch> = fc.record({
  search: fc.oneof(fc.constant(''), word),
  types: fc.uniqueArray(word, { maxLength: 4 }),
  statuses: fc.uniqueArray(fc.constantFrom(...assetStatuses)),
  departments: fc.uniqueArray(fc.oneof(word, fc.constant('')), { maxLength: 4 }),
  tagged: fc.constantFrom('', 'true', 'false'),
  unheardDays: fc.constantFrom(...unheardChoices),
  order: fc.constantFrom(...assetOrders),
  descending: fc.boolean(),
});

describe('the search of the list of equipment', () => {
  it('comes back from its address as it went in, and the server takes it', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        const address = paramsOf(search).toString();
        expect(searchOf(new URLSearchParams(address))).toEqual(search);
        const { types, statuses, departments, unheardDays = '' } = assetQuerySchema.parse(parse(address));
        expect(String(unheardDays)).toBe(search.unheardDays);
        expect([types, statuses, departments]).toEqual([search.types, search.statuses, search.departments]);
      }),
    );
  });

  it('leaves out what is unknown in an address', () => {
    const params = new URLSearchParams(
      'statuses=available&statuses=lost-forever&tagged=maybe&unheardDays=8&order=colour&types=&types=pump',
    );
    expect(searchOf(params)).toEqual({ ...emptySearch, statuses: ['available'], types: ['pump'] });
  });

  it('turns round when it is ordered once more by the same column', () => {
    const byName = orderedBy({ ...emptySearch, descending: true }, 'name');
    expect([byName.order, byName.descending]).toEqual(['name', false]);
    expect(orderedBy(byName, 'name').descending).toBe(true);
    expect(orderedBy(orderedBy(byName, 'name'), 'name').descending).toBe(false);
  });

  it('keeps an empty search out of the address', () => {
    expect(paramsOf(emptySearch).toString()).toBe('');
    expect(narrows({ ...emptySearch, search: '  ', order: 'name', descending: true })).toBe(false);
    expect(narrows({ ...emptySearch, tagged: 'false' })).toBe(true);
    expect(filtersOf({ ...emptySearch, search: 'pump', types: ['bed', 'lift'], tagged: 'false' })).toBe(2);
    expect(filtersOf({ ...emptySearch, unheardDays: '30' })).toBe(1);
  });
});
