import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packPlaces } from '#contracts/live-packing';
import type { LiveFix } from '#contracts/live';
import { changeOf, mergeChanges, PendingPlaces } from './pending-places.js';

const now = 1_764_500_000_000;
const fix = (tagId: number, x = 1, at = now, ...chances: number[]): LiveFix => [
  tagId,
  x,
  2,
  3,
  7,
  at,
  3,
  1000,
  0,
  ...chances,
];
const none: ReadonlySet<number> = new Set();
const plenty = 1e9;

describe('what is new in a fix', () => {
  it('is everything for a new tag, and nothing for the same fix', () => {
    expect(changeOf(undefined, fix(1))).toBe('weighed');
    expect(changeOf(fix(1), fix(1))).toBeNull();
  });

  it('is told apart: heard again, moved, other chances', () => {
    expect(changeOf(fix(1), fix(1, 1, now + 5))).toBe('heard');
    expect(changeOf(fix(1), fix(1, 2, now + 5))).toBe('moved');
    expect(changeOf(fix(1, 1, now, 7, 60), fix(1, 1, now, 7, 61))).toBe('weighed');
    expect(changeOf(fix(1, 1, now, 7, 60), fix(1, 1, now))).toBe('weighed');
  });

  it('is the most of two changes', () => {
    expect(mergeChanges('moved', 'heard')).toBe('moved');
    expect(mergeChanges('heard', 'weighed')).toBe('weighed');
    expect(mergeChanges(undefined, 'heard')).toBe('heard');
  });
});

describe('places that wait to be told', () => {
  const fixes = new Map(
    Array.from({ length: 400 }, (_, index) => [index + 1, fix(index + 1, index, now, 7, 60, 8, 30)]),
  );
  const fixOf = (tagId: number) => fixes.get(tagId);

  it('are all told at once while there is room', () => {
    const pending = new PendingPlaces();
    pending.add(1, 'heard');
    pending.add(2, 'moved');
    pending.add(3, 'weighed');
    const told = pending.take(fixOf, none, plenty);
    expect(told.heard).toEqual([[1, now]]);
    expect(told.moves).toEqual([fixes.get(2)!.slice(0, 9)]);
    expect(told.fixes).toEqual([fixes.get(3)]);
    expect(pending.take(fixOf, none, plenty)).toEqual({ fixes: [], moves: [], heard: [] });
  });

  it('tell with a name the whole place, whatever the budget', () => {
    const pending = new PendingPlaces();
    pending.add(5, 'heard');
    expect(pending.take(fixOf, new Set([5]), 0)).toEqual({ fixes: [fixes.get(5)], moves: [], heard: [] });
  });

  it('tell nothing of a tag that is gone', () => {
    const pending = new PendingPlaces();
    pending.add(5, 'weighed');
    pending.forget(5);
    pending.add(999, 'weighed');
    expect(pending.take(fixOf, none, plenty)).toEqual({ fixes: [], moves: [], heard: [] });
  });

  it('stay within the budget, nobody waits for ever, and in the end all is told', () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.constantFrom('heard', 'moved', 'weighed')), {
      maxLength: 800,
    });
    const budget = fc.integer({ min: 100, max: 3_000 });
    fc.assert(
      fc.property(changes, budget, (list, bytes) => {
        const pending = new PendingPlaces();
        const owed = new Map<number, string>();
        for (const [tagId, change] of list) {
          pending.add(tagId, change as 'heard');
          owed.set(tagId, mergeChanges(owed.get(tagId) as 'heard' | undefined, change as 'heard'));
        }
        let frames = 0;
        const placed = new Set<number>();
        for (; frames < 2_000; frames++) {
          const told = pending.take(fixOf, none, bytes);
          if (told.fixes.length + told.moves.length + told.heard.length === 0) break;
          // One more may have begun just before the budget ended.
          expect(packPlaces(told).length).toBeLessThanOrEqual(bytes + 64);
          for (const [tagId] of [...told.moves, ...told.heard]) placed.add(tagId);
          for (const [tagId] of told.fixes) owed.delete(tagId);
        }
        for (const [tagId, change] of owed) {
          expect(change).not.toBe('weighed');
          expect(placed.has(tagId)).toBe(true);
        }
      }),
    );
  });

  it('let those who waited longest go first', () => {
    const pending = new PendingPlaces();
    for (let tagId = 1; tagId <= 10; tagId++) pending.add(tagId, 'moved');
    const first = pending.take(fixOf, none, 14 * 4).moves.map(([tagId]) => tagId);
    for (const tagId of first) pending.add(tagId, 'moved');
    const next = pending.take(fixOf, none, 14 * 6).moves.map(([tagId]) => tagId);
    expect([...first, ...next].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
