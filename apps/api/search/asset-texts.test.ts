import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AssetTexts, textOf } from './asset-texts.js';
import { allBits, hasBit, keepBits, noBits, setBit } from './bits.js';
import { RowTexts } from './row-texts.js';

const rowsOf = (bits: Uint32Array, size: number) =>
  Array.from({ length: size }, (_, row) => row).filter((row) => hasBit(bits, row));

describe('texts of rows', () => {
  it('are found as looking through each would find them', () => {
    const text = fc.stringMatching(/^[ab ]{0,8}$/);
    fc.assert(
      fc.property(fc.array(text, { maxLength: 80 }), fc.stringMatching(/^[ab ]{1,3}$/), (texts, sought) => {
        const each = texts.flatMap((text, row) => (text.includes(sought) ? [row] : []));
        expect(rowsOf(new RowTexts(texts).rowsWith(sought), texts.length)).toEqual(each);
      }),
    );
  });
});

const assets = [
  {
    words: 'p 4711 volumat p4711 99123a ',
    codes: ['p4711', '99123a', ''],
    tagKey: 'aabbcc000001',
    udiKey: 'gs1:09506000134352:SN-7',
  },
  {
    words: 'p 47110 bed & co p47110  ',
    codes: ['p47110', '', ''],
    tagKey: 'E2801160',
    udiKey: '+A99912345/$$52001510X3',
  },
  { words: 'q 1 nachtlampe q1 sn8 ', codes: ['q1', 'sn8', ''], tagKey: null, udiKey: null },
];

describe('assets in memory', () => {
  const texts = new AssetTexts(assets.map(textOf));
  const found = (word: string) => {
    const { fit, exact } = texts.matching(word);
    return [rowsOf(fit, assets.length), rowsOf(exact, assets.length)];
  };

  it.each([
    ['vo', [0], []],
    ['ol', [], []],
    ['olu', [0], []],
    ['p4711', [0, 1], [0]],
    ['p-4711', [0, 1], [0]],
    ['p q', [], []],
    ['aa:bb:cc:00:00:01', [0], [0]],
    ['e2801160', [1], [1]],
    ['e28', [], []],
    ['co', [1], []],
    ['&', [], []],
    ['beds', [1], []],
    ['lampen', [2], []],
    ['nachtlampen', [2], []],
    ['', [], []],
  ])('"%s" fits rows %j, and is the number of rows %j', (word, fit, exact) => {
    expect(found(word)).toEqual([fit, exact]);
  });
});

describe('a UDI that was scanned', () => {
  const texts = new AssetTexts(assets.map(textOf));
  it.each([
    ['(01)09506000134352(21)SN-7', [0]],
    ['01095060001343521727013121SN-7', [0]],
    ['(01)09506000134352(10)LOT(21)SN-7', [0]],
    ['(01)09506000134352(17)270131', [0]],
    ['(01)09506000134352(21)SN-8', [2]],
    ['(01)09506000134352(21)SN-9', []],
    ['*+A99912345/$$52001510X3*', [1]],
    ['p 4711', []],
    ['\u0003', []],
  ])('%j is that of rows %j', (code, rows) => {
    expect(rowsOf(texts.withUdi(code), assets.length)).toEqual(rows);
  });
});

describe('sets of rows', () => {
  it('of all rows have each of them and no more', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.nat({ max: 99 }), (size, one) => {
        const all = allBits(size);
        expect(rowsOf(all, all.length * 32)).toEqual(Array.from({ length: size }, (_, row) => row));
        const some = noBits(size);
        if (one < size) setBit(some, one);
        keepBits(all, some);
        expect(rowsOf(all, size)).toEqual(one < size ? [one] : []);
      }),
    );
  });
});
