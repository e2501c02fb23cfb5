import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partitionOfTag } from '#contracts/queue';
import { timeRule } from '../readings/observed-time.js';
import { checkReadyMade } from './check-ready-made.js';
import { ReadyMadeColumns } from './ready-made-columns.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const bounds = { minX: 0, minY: 0, maxX: 40, maxY: 20 };
const registered = {
  tagId: (key: string) => ({ t1: 21, t2: 22 })[key],
  floors: [
    { id: 1, key: 'l0', buildingKey: 'main', siteKey: 'house', siteId: 1, bounds },
    { id: 2, key: 'l1', buildingKey: 'main', siteKey: 'house', siteId: 1, bounds },
    { id: 3, key: 'l0', buildingKey: 'annex', siteKey: 'house', siteId: 1, bounds },
  ],
};
const check = (positions: unknown[]) => {
  const columns = new ReadyMadeColumns();
  return { columns, ...checkReadyMade(positions, timeRule(now, 168), registered, 8, columns) };
};
const good = { tagKey: 't1', floorKey: 'l1', x: 3, y: 4, accuracyM: 0.5, observedAt: now - 1000 };

describe('the check of positions from another engine', () => {
  it('puts good ones into columns in their order', () => {
    const { columns, rejected } = check([good, { ...good, tagKey: 't2', floorKey: 'l0', buildingKey: 'annex', x: 9 }]);
    expect([rejected, columns.count]).toEqual([[], 2]);
    expect([...columns.tagId.subarray(0, 2)]).toEqual([21, 22]);
    expect([...columns.floorId.subarray(0, 2)]).toEqual([2, 3]);
    expect([...columns.x.subarray(0, 2)]).toEqual([3, 9]);
    expect(columns.partition[1]).toBe(partitionOfTag(22, 8));
  });

  it.each([
    ['a floor nobody imported', { floorKey: 'l9' }, 'floorKey', /is no floor that has been imported/],
    ['a floor of another site', { siteKey: 'x' }, 'floorKey', /is no floor of site x that has been imported/],
    [
      'a key of two floors',
      { floorKey: 'l0' },
      'floorKey',
      /is the key of 2 floors \(house\/main\/l0, house\/annex\/l0\); name siteKey and buildingKey/,
    ],
    ['a place beyond the plan', { x: 55 }, 'x', /lies 15.0 m outside floor l1, which is x 0 to 40, y 0 to 20/],
    ['no accuracy', { accuracyM: undefined }, 'accuracyM', /must be a number in metres/],
    ['an accuracy of nothing', { accuracyM: 0 }, 'accuracyM', /must be 0.01 m or more/],
    ['a time in seconds', { observedAt: 1.7e9 }, 'observedAt', /looks like seconds/],
  ])('refuses %s with the reason, and keeps the others', (_, wrong, field, reason) => {
    const { columns, rejected } = check([good, { ...good, ...wrong }, good]);
    expect(columns.count).toBe(2);
    expect(rejected).toEqual([{ index: 1, field, reason: expect.stringMatching(reason) as string }]);
  });

  it('tells unknown tags with the engine that sent them', () => {
    const { unknown } = check([{ ...good, tagKey: 'x', engine: 'uwb-east' }]);
    expect(unknown).toEqual([{ tagKey: 'x', engine: 'uwb-east' }]);
  });

  it('accounts for every position exactly once', () => {
    const odd = fc.oneof(fc.constantFrom(null, '', 'x', NaN, -1, 1e9), fc.double(), fc.string());
    const almost = fc.record(
      Object.fromEntries(Object.entries(good).map(([k, v]) => [k, fc.oneof(fc.constant(v), odd)])),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(almost, odd), { maxLength: 40 }), (positions) => {
        const { columns, rejected, unknown } = check(positions);
        expect(columns.count + rejected.length + unknown.length).toBe(positions.length);
      }),
    );
  });
});
