import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadCursor } from '#storage/keyset-cursor';
import { beginOf, nearbyRanks, nextPage, readPage } from './next-page.js';

const ranked = Array.from({ length: 100 }, (_, at) => 1000 + at);

describe('the next page of a search', () => {
  it('begins behind the last one of the page before, wherever that ended', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (told) => {
        expect(beginOf(ranked, { told, lastId: ranked[told - 1] })).toBe(told);
      }),
    );
  });

  it('leaves nothing out when a few before it came or went', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: nearbyRanks + 1, max: 60 }),
        fc.integer({ min: 1 - nearbyRanks, max: nearbyRanks - 1 }),
        (told, more) => {
          const now = more < 0 ? ranked.slice(-more) : [...Array.from({ length: more }, (_, at) => at), ...ranked];
          expect(now[beginOf(now, { told, lastId: ranked[told - 1] })]).toBe(ranked[told]);
        },
      ),
    );
  });

  it('begins where the page before ended when its last one went far away', () => {
    expect(beginOf(ranked, { told: 30, lastId: 1099 })).toBe(30);
    expect(beginOf(ranked, { told: 30, lastId: 7 })).toBe(30);
  });

  it('belongs to its question', () => {
    const cursor = nextPage('pump', 'zone:1', { told: 30, lastId: 1029 });
    expect(readPage(cursor, 'pump', 'zone:1')).toEqual({ told: 30, lastId: 1029 });
    for (const [q, near] of [
      ['bed', 'zone:1'],
      ['pump', 'zone:2'],
      ['pump', undefined],
    ] as const)
      expect(() => readPage(cursor, q, near)).toThrow(BadCursor);
    expect(() => readPage('x', 'pump', undefined)).toThrow(BadCursor);
  });
});
