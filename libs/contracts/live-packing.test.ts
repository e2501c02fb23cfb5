import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPlaces, unpackPlaces, type PlaceNews } from './live-packing.js';
import type { LiveFix } from './live.js';

const metres = (lowCm: number) => fc.integer({ min: lowCm, max: 500_000 }).map((cm) => cm / 100);
const time = fc.integer({ min: 0, max: 4e12 });
const id = fc.integer({ min: 1, max: 2 ** 31 });
const plain = fc.tuple(
  ...[metres(-500_000), metres(-500_000), metres(0)],
  fc.nat(2 ** 31),
  time,
  fc.nat(31),
  fc.nat(1e7),
  fc.constantFrom(0, 1),
);
const chances = fc.array(fc.tuple(fc.nat(2 ** 31), fc.nat(100)), { maxLength: 6 }).map((pairs) => pairs.flat());
const byTag = (a: readonly number[], b: readonly number[]) => a[0] - b[0];
const listOf = <Told extends readonly number[]>(told: fc.Arbitrary<Told>) =>
  fc
    .uniqueArray(fc.tuple(id, told), { selector: ([tagId]) => tagId, maxLength: 40 })
    .map((list) => list.map(([tagId, rest]) => [tagId, ...rest] as unknown as LiveFix).sort(byTag));
const news = fc.record({
  fixes: listOf(fc.tuple(plain, chances).map(([numbers, rest]) => [...numbers, ...rest])),
  moves: listOf(plain),
  heard: listOf(fc.tuple(time)).map((list) => list as unknown as PlaceNews['heard']),
});

describe('packed places', () => {
  it('are read back exactly as they were written', () => {
    fc.assert(
      fc.property(news, (told) => {
        expect(unpackPlaces(packPlaces(told))).toEqual(told);
      }),
    );
  });

  it('are refused when bytes are missing or too many', () => {
    fc.assert(
      fc.property(news, fc.double({ min: 0, max: 1, noNaN: true }), (told, share) => {
        const bytes = packPlaces(told);
        expect(() => unpackPlaces(bytes.slice(0, Math.floor(share * (bytes.length - 1))))).toThrow(RangeError);
        expect(() => unpackPlaces(new Uint8Array([...bytes, 0]))).toThrow(RangeError);
      }),
    );
  });

  it('never run away with bytes that nobody packed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          unpackPlaces(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });

  it('take at most fourteen bytes for a move in a large house, and four for a tag that was heard again', () => {
    const now = 1_764_500_000_000;
    const moves = Array.from({ length: 2_000 }, (_, index): LiveFix => [
      40_000 + index * 5,
      (index * 7) % 100,
      (index * 11) % 60,
      3.21,
      700,
      now - (index % 1_000),
      3,
      1_000,
      0,
    ]);
    expect(packPlaces({ fixes: [], moves, heard: [] }).length).toBeLessThanOrEqual(moves.length * 14 + 32);
    const heard = moves.map(([tagId, , , , , at]): [number, number] => [tagId, at]);
    expect(packPlaces({ fixes: [], moves: [], heard }).length).toBeLessThanOrEqual(heard.length * 4 + 32);
  });

  it('say what cannot be packed', () => {
    expect(() => packPlaces({ fixes: [], moves: [[1, 0, 0, 0, 0, 0, 32, 0, 0]], heard: [] })).toThrow('below 32');
    expect(() => packPlaces({ fixes: [], moves: [[-1, 0, 0, 0, 0, 0, 0, 0, 0]], heard: [] })).toThrow('whole numbers');
  });
});
