import { describe, expect, it } from 'vitest';
import type { FoundAsset } from '#contracts/search';
import { isTakable, nextBest, sunk } from './next-best.js';

const asset = (id: number, obstacles: FoundAsset['obstacles'] = [], known = true) =>
  ({ id, obstacles, position: known ? {} : null }) as FoundAsset;

describe('the next best', () => {
  it('is the first that may be taken and was not looked for', () => {
    const results = [asset(1), asset(2, ['in-use']), asset(3, ['doubted']), asset(4)];
    expect(nextBest(results, new Set())?.id).toBe(1);
    expect(nextBest(results, new Set([1]))?.id).toBe(3);
    expect(nextBest(results, new Set([1, 3, 4]))?.id).toBe(2);
    expect(nextBest(results, new Set([1, 2, 3, 4]))).toBeNull();
  });

  it('is never one without a place to go to', () => {
    expect(nextBest([asset(1, ['no-tag'], false), asset(2, ['lent'])], new Set())?.id).toBe(2);
    expect(nextBest([asset(1, ['no-tag'], false)], new Set())).toBeNull();
  });

  it('lets what was not there sink to the end and keeps the order of the others', () => {
    expect(sunk([asset(1), asset(2), asset(3)], new Set([1])).map(({ id }) => id)).toEqual([2, 3, 1]);
  });

  it('takes doubts and silence for no reason to leave it', () => {
    expect(isTakable(asset(1, ['lost', 'blind', 'doubted', 'not-heard', 'no-tag']))).toBe(true);
    expect(isTakable(asset(1, ['lost', 'reserved']))).toBe(false);
  });
});
