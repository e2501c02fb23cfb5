import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssetAttribute } from '#contracts/asset-types';
import { textsOf, valuesOf } from './attribute-values.js';

const attribute = (key: string, kind: AssetAttribute['kind'], more: Partial<AssetAttribute> = {}): AssetAttribute => ({
  ...{ key, kind, name: key, unit: null, choices: [], required: false },
  ...more,
});
const attributes = [
  attribute('weight', 'number', { unit: 'kg', required: true }),
  attribute('note', 'text'),
  attribute('battery', 'yes-no'),
  attribute('bought', 'date'),
  attribute('mains', 'choice', { choices: ['230 V', '110 V'] }),
];

describe('the values of attributes', () => {
  it('come back from their fields as they were', () => {
    const values = fc.record({
      weight: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
      note: fc.stringMatching(/^[a-z]{1,20}$/),
      battery: fc.boolean(),
      bought: fc.constantFrom('2024-02-29', '1999-12-31'),
      mains: fc.constantFrom('230 V', '110 V'),
    });
    fc.assert(
      fc.property(values, (known) => {
        expect(valuesOf(attributes, textsOf(attributes, known))).toEqual({ values: known, problems: {} });
      }),
    );
  });

  it('are wrong field by field', () => {
    const { values, problems } = valuesOf(attributes, { weight: 'heavy', bought: '1.2.2024', mains: '12 V' });
    expect(values).toEqual({});
    expect(Object.keys(problems)).toEqual(['weight', 'bought', 'mains']);
    expect(problems.mains).toContain('230 V');
  });

  it('ask for what must be there, and leave out what is empty', () => {
    expect(valuesOf(attributes, { weight: ' ', note: '' })).toEqual({
      values: {},
      problems: { weight: expect.stringContaining('weight') },
    });
    expect(valuesOf(attributes, { weight: '1,5', battery: 'no' }).values).toEqual({ weight: 1.5, battery: false });
  });

  it('belong to their type: what the type does not know is left out', () => {
    expect(textsOf([attribute('note', 'text')], { note: 'a', colour: 'red' })).toEqual({ note: 'a' });
  });
});
