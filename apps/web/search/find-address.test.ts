import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPath, isStep, nothingSought, readFind } from './find-address.js';

const readPath = (path: string) => readFind(new URL(path, 'http://house').searchParams);

describe('the address of a search', () => {
  it('brings back whatever it was made of', () => {
    const near = fc.constantFrom(null, 'zone:12', 'floor:3,4.5,-7', 'department:Ward 2A & 2B');
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), near, fc.integer({ min: 1 }), fc.boolean(), (text, place, id, way) => {
        const find = { q: text.trim(), near: place, assetId: id, way };
        expect(readPath(findPath(7, find))).toEqual(find);
      }),
    );
  });

  it('stays bare while nothing is sought, and never names a way to nothing', () => {
    expect(findPath(3, nothingSought)).toBe('/floor/3');
    expect(findPath(3, { ...nothingSought, way: true })).toBe('/floor/3');
    expect(readPath('/floor/3?way=1')).toEqual(nothingSought);
  });

  it('leaves alone what belongs to others', () => {
    const others = new URLSearchParams('types=bed&q=old&types=pump');
    expect(findPath(3, { ...nothingSought, q: 'new' }, others)).toBe('/floor/3?q=new&types=bed&types=pump');
  });

  it('leaves out what it does not understand', () => {
    expect(readPath('/floor/3?near=somewhere&asset=-2&q=%20pump%20')).toEqual({ ...nothingSought, q: 'pump' });
    expect(readPath('/floor/3?asset=1e3x')).toEqual(nothingSought);
  });

  it('makes a step of beginning, choosing and going, and none of typing on', () => {
    const pu = { ...nothingSought, q: 'pu' };
    expect(isStep(nothingSought, pu)).toBe(true);
    expect(isStep(pu, { ...pu, q: 'pum' })).toBe(false);
    expect(isStep(pu, { ...pu, near: 'zone:1' })).toBe(false);
    expect(isStep(pu, { ...pu, assetId: 4 })).toBe(true);
    expect(isStep({ ...pu, assetId: 4 }, { ...pu, assetId: 4, way: true })).toBe(true);
  });
});
