import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeSchema, type AssetTypeView } from '#contracts/asset-types';
import { draftOf, emptyType, keyOfName, moved, problemAt, typeOf } from './type-draft.js';

const words = { key: 'a key', keyTaken: 'taken' };
const pump: AssetTypeView = {
  ...{ id: 1, key: 'infusion-pump', name: 'Infusion pump', icon: 'pump', synonyms: ['IV pump', 'drip'], assets: 3 },
  attributes: [
    { key: 'flow', name: 'Flow', kind: 'number', unit: 'ml/h', choices: [], required: true },
    { key: 'mains', name: 'Mains', kind: 'choice', unit: null, choices: ['230 V', '110 V'], required: false },
  ],
};

describe('the form of a type', () => {
  it('comes back as it was when nothing is changed', () => {
    const { name, icon, synonyms, attributes } = pump;
    expect(typeOf(draftOf(pump), [], words).type).toEqual({ name, icon, synonyms, attributes });
  });

  it('says what is wrong where it is', () => {
    const draft = draftOf(pump);
    const [flow, mains] = draft.attributes;
    const { problems } = typeOf(
      {
        ...draft,
        key: 'bed',
        name: ' ',
        attributes: [
          { ...flow, name: '' },
          { ...mains, choices: ' \n' },
        ],
      },
      ['bed'],
      words,
    );
    expect(problems!['/key']).toBe('taken');
    expect(problemAt(problems, '/name')).toBeDefined();
    expect(problemAt(problems, '/attributes/0')).toBe(problems!['/attributes/0/name']);
    expect(problemAt(problems, '/attributes/1/choices')).toContain('at least one');
    expect(problemAt(problems, '/attributes/1/name')).toBeUndefined();
  });

  it('refuses two attributes of one key', () => {
    const draft = draftOf(pump);
    const twice = [...draft.attributes, { ...draft.attributes[0], id: 9 }];
    expect(problemAt(typeOf({ ...draft, attributes: twice }, [], words).problems, '/attributes')).toContain('same key');
  });

  it('needs a key and a name', () => {
    expect(Object.keys(typeOf(emptyType, [], words).problems!).sort()).toEqual(['/key', '/name']);
  });
});

describe('a key made of a name', () => {
  it('is empty or one that the server takes', () => {
    const key = attributeSchema.shape.key;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const made = keyOfName(name);
        expect(made === '' || key.safeParse(made).success).toBe(true);
      }),
    );
  });

  it('says what the name says', () => {
    expect(keyOfName('Flow rate (max)')).toBe('flow-rate-max');
    expect(keyOfName('Größe')).toBe('groesse');
    expect(keyOfName('2nd Battery')).toBe('nd-battery');
  });
});

describe('moving a row', () => {
  it('changes places with its neighbour and never loses one', () => {
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});
