import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assetStatuses } from '#contracts/asset-status';
import { assetOrders, assetQuerySchema } from '#contracts/assets';
import { emptySearch, narrows, paramsOf, searchOf, type EquipmentSearch } from './equipment-search.js';

const word = fc.stringMatching(/^[A-Za-z0-9 äé&=?+-]{1,12}$/).filter((text) => text.trim() === text);
const anySearch: fc.Arbitrary<EquipmentSearch> = fc.record({
  search: fc.oneof(fc.constant(''), word),
  types: fc.uniqueArray(word, { maxLength: 4 }),
  statuses: fc.uniqueArray(fc.constantFrom(...assetStatuses)),
  departments: fc.uniqueArray(word, { maxLength: 4 }),
  tagged: fc.constantFrom('', 'true', 'false'),
  order: fc.constantFrom(...assetOrders),
});

describe('the search of the list of equipment', () => {
  it('comes back from its address as it went in, and the server takes it', () => {
    fc.assert(
      fc.property(anySearch, (search) => {
        const address = paramsOf(search).toString();
        expect(searchOf(new URLSearchParams(address))).toEqual(search);
        expect(assetQuerySchema.safeParse(Object.fromEntries(new URLSearchParams(address))).success).toBe(true);
      }),
    );
  });

  it('leaves out what is unknown in an address', () => {
    const params = new URLSearchParams('statuses=available,lost-forever&tagged=maybe&order=colour&types=,pump,');
    expect(searchOf(params)).toEqual({ ...emptySearch, statuses: ['available'], types: ['pump'] });
  });

  it('keeps an empty search out of the address', () => {
    expect(paramsOf(emptySearch).toString()).toBe('');
    expect(narrows({ ...emptySearch, search: '  ', order: 'name' })).toBe(false);
    expect(narrows({ ...emptySearch, tagged: 'false' })).toBe(true);
  });
});
