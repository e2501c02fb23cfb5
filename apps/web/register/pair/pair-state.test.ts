import { describe, expect, it } from 'vitest';
import type { CodeAnswer } from '#contracts/assets';
import { nothingYet, stepOf, withCode, withUnknownTag } from './pair-state.js';

const pump = { id: 1, number: 'IP-1', name: 'Pump' };
const bed = { id: 2, number: 'BE-2', name: 'Bed' };
const assetCode = (asset: typeof pump): CodeAnswer => ({
  ...{ tagKey: asset.number.toLowerCase(), tag: 'unknown', asset, matchedBy: 'number' },
});
const tagCode = (tag: CodeAnswer['tag'], asset: typeof pump | null = null): CodeAnswer => ({
  ...{ tagKey: 'c0ffee', tag, asset, matchedBy: asset ? 'tag' : null },
});

describe('a pair in the making', () => {
  it('takes the two codes in either order', () => {
    const assetFirst = withCode(withCode(nothingYet, 'IP-1', assetCode(pump), false), 'x', tagCode('free'), false);
    const tagFirst = withCode(withCode(nothingYet, 'x', tagCode('free'), false), 'IP-1', assetCode(pump), false);
    expect(assetFirst).toEqual(tagFirst);
    expect(stepOf(assetFirst)).toBe('pair');
    expect(stepOf(nothingYet)).toBe('asset');
    expect(stepOf(withCode(nothingYet, 'IP-1', assetCode(pump), false))).toBe('tag');
  });

  it('takes what is scanned anew in place of the one before', () => {
    const first = withCode(nothingYet, 'IP-1', assetCode(pump), false);
    expect(withCode(first, 'BE-2', assetCode(bed), false).asset).toEqual(bed);
  });

  it('asks before a tag leaves the asset that carries it, also when that asset is not shown', () => {
    const state = { ...nothingYet, asset: pump };
    expect(stepOf(withCode(state, 'x', tagCode('carried', bed), false))).toBe('move');
    expect(stepOf(withCode(state, 'x', tagCode('carried'), false))).toBe('move');
    expect(stepOf(withCode(state, 'x', tagCode('carried', pump), false))).toBe('already');
  });

  it('takes an unknown code for a tag only when somebody says so', () => {
    const asked = withCode({ ...nothingYet, asset: pump }, 'C0:FF:EE', tagCode('unknown'), false);
    expect(asked.tag).toBeNull();
    expect(asked.trouble).toEqual({ kind: 'unknown', code: 'C0:FF:EE', tagKey: 'c0ffee' });
    const said = withUnknownTag(asked, 'c0ffee');
    expect(said.trouble).toBeNull();
    expect(stepOf(said)).toBe('pair');
  });

  it('takes nothing when several assets have the code', () => {
    const answer: CodeAnswer = { tagKey: '77', tag: 'unknown', asset: null, matchedBy: 'serial' };
    expect(withCode(nothingYet, '77', answer, false)).toEqual({
      ...nothingYet,
      trouble: { kind: 'several', code: '77' },
    });
  });

  it('of a given asset keeps the asset, and says when the code is that of another one', () => {
    const given = { ...nothingYet, asset: pump };
    expect(withCode(given, 'BE-2', assetCode(bed), true)).toEqual({
      ...given,
      trouble: { kind: 'another-asset', asset: bed },
    });
    expect(withCode(given, 'IP-1', assetCode(pump), true)).toEqual(given);
  });
});
