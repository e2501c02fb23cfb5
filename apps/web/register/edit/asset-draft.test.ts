import { describe, expect, it } from 'vitest';
import type { AssetAttribute } from '#contracts/asset-types';
import type { AssetDetail } from '#contracts/assets';
import { changeOf, draftOf, emptyDraft, newAssetOf, rebased } from './asset-draft.js';

const weight: AssetAttribute = {
  ...{ key: 'weight', name: 'Weight', kind: 'number', unit: 'kg', choices: [], required: true },
};
const known: AssetDetail = {
  ...{ id: 7, number: 'IP-7', name: 'Pump', typeKey: 'pump', typeName: 'Pump', icon: 'pump', manufacturer: 'Acme' },
  ...{ model: null, serial: null, tagKey: null, tagId: null, department: null, person: false, reservation: null },
  status: { value: 'available', since: '2026-01-01T00:00:00Z', source: 'start', by: null, note: null },
  ...{ kit: { id: 9, number: 'KIT-1', name: 'Trolley' }, position: null, udi: null, riskClass: 'high' },
  homeZone: { id: 3, name: 'Store', floorId: 1, floorName: 'L0' },
  ...{
    attributes: { weight: 2.5 },
    photoAt: null,
    loan: null,
    defects: [],
    parts: [],
    doubtedSince: null,
    battery: null,
  },
  registeredAt: '2026-01-01T00:00:00Z',
};

describe('the form of an asset', () => {
  it('changes nothing when nothing was changed', () => {
    const { asset } = newAssetOf(draftOf(known, [weight]), [weight]);
    expect(changeOf(known, asset!)).toBeNull();
  });

  it('sends only what was changed, and nothing as null', () => {
    const draft = { ...draftOf(known, [weight]), manufacturer: ' ', homeZoneId: 4, attributes: { weight: '3' } };
    expect(changeOf(known, newAssetOf(draft, [weight]).asset!)).toEqual({
      ...{ manufacturer: null, homeZoneId: 4, attributes: { weight: 3 } },
      expected: { manufacturer: 'Acme', homeZoneId: 3, attributes: { weight: 2.5 } },
    });
  });

  it('says at each field what is wrong with it', () => {
    const { asset, problems } = newAssetOf({ ...emptyDraft, name: 'x'.repeat(121) }, [weight]);
    expect(asset).toBeNull();
    expect(Object.keys(problems!).sort()).toEqual(['attributes/weight', 'name', 'number', 'typeKey']);
  });

  it('drops what an asset had by its former type', () => {
    const draft = draftOf(known, []);
    expect(changeOf(known, newAssetOf({ ...draft, typeKey: 'bed' }, []).asset!)).toEqual({
      ...{ typeKey: 'bed', attributes: {}, expected: { typeKey: 'pump', attributes: { weight: 2.5 } } },
    });
  });

  it('takes over what somebody else changed meanwhile, keeps what was touched, and names what both have changed', () => {
    const began = draftOf(known, [weight]);
    const mine = { ...began, name: 'Mine', model: 'M', serial: 'S', attributes: { weight: '3' } };
    const theirs = { ...began, name: 'Theirs', serial: 'S', udi: 'U', attributes: { weight: '4' } };
    expect(rebased(mine, began, theirs)).toEqual({
      draft: { ...theirs, name: 'Mine', model: 'M', serial: 'S', attributes: { weight: '3' } },
      clashes: ['name', 'attributes/weight'],
    });
    expect(rebased(began, began, theirs)).toEqual({ draft: theirs, clashes: [] });
    expect(rebased(mine, began, began)).toEqual({ draft: mine, clashes: [] });
  });
});
