import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssetAttribute, attributeKinds, attributeSchema } from './asset-types.js';
import { attributeTroubles, fittingValues, isDay } from './attribute-values.js';

const of = (key: string, kind: AssetAttribute['kind'], more: Partial<AssetAttribute> = {}) =>
  attributeSchema.parse({
    key,
    name: key.toUpperCase(),
    kind,
    ...(kind === 'choice' && { choices: ['a', 'b'] }),
    ...more,
  });
const attributes = attributeKinds.map((kind) => of(kind, kind));
const right = { text: 'x', number: -1.5, 'yes-no': false, date: '2028-02-29', choice: 'b' };

describe('attributes of an asset', () => {
  it('fit what their type says', () => expect(attributeTroubles(attributes, right, 'Pump')).toEqual([]));

  it.each([
    ['text', 5],
    ['text', ' '],
    ['number', '5'],
    ['number', Infinity],
    ['yes-no', 'true'],
    ['date', '2027-02-29'],
    ['date', '31.12.2027'],
    ['choice', 'c'],
  ])('of the kind %s are not %j', (kind, value) => {
    const troubles = attributeTroubles(attributes, { ...right, [kind]: value }, 'Pump');
    expect(troubles.map(({ key }) => key)).toEqual([kind]);
    expect(troubles[0].reason).toContain(`${kind.toUpperCase()} is `);
  });

  it('are named when they are not of the type, or missing', () => {
    const troubles = attributeTroubles([of('weight', 'number', { required: true })], { colour: 'red' }, 'Pump');
    expect(troubles).toEqual([
      { key: 'colour', reason: 'the type Pump has no attribute "colour"; it has weight' },
      { key: 'weight', reason: 'WEIGHT is missing; every Pump has it' },
    ]);
  });

  it('are shown as far as they fit', () => {
    expect(fittingValues(attributes, { ...right, number: 'ten', gone: 1 })).toEqual({
      ...{ text: 'x', 'yes-no': false, date: '2028-02-29', choice: 'b' },
    });
    const values = fc.dictionary(fc.constantFrom(...attributeKinds, 'constructor'), fc.jsonValue({ maxDepth: 0 }));
    fc.assert(
      fc.property(values, (given) => {
        const shown = fittingValues(attributes, given as never);
        expect(attributeTroubles(attributes, shown, 'Pump')).toEqual([]);
      }),
    );
  });

  it('are days of the calendar', () =>
    expect(['2026-02-30', '2026-13-01', '2026-1-1', '2026-12-31'].filter(isDay)).toEqual(['2026-12-31']));
});
