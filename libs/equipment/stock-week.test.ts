import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsAt, overlapOf, type WallTime, type WeekTime, wallTime } from './stock-week.js';

const at = (text: string) => wallTime(Date.parse(text), 'Europe/Vienna');
const night: WeekTime = { days: [5], fromMinute: 22 * 60, untilMinute: 6 * 60 };
const everyMinute = Array.from({ length: 7 * 1440 }, (_, minute): WallTime => {
  return { day: Math.floor(minute / 1440) + 1, minute: minute % 1440 };
});
const weekTimes = fc
  .record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    fromMinute: fc.integer({ min: 0, max: 1439 }),
    untilMinute: fc.integer({ min: 1, max: 1440 }),
  })
  .filter(({ fromMinute, untilMinute }) => fromMinute !== untilMinute);

describe('the clock on the wall of a site', () => {
  it('is that of its time zone', () => {
    expect(at('2026-11-29T23:30:00Z')).toEqual({ day: 1, minute: 30 });
    expect(wallTime(Date.parse('2026-11-29T23:30:00Z'), 'America/New_York')).toEqual({ day: 7, minute: 18 * 60 + 30 });
  });

  it('jumps from two to three when summer time begins, and shows half past two twice when it ends', () => {
    expect([at('2026-03-29T00:59:00Z').minute, at('2026-03-29T01:00:00Z').minute]).toEqual([119, 180]);
    expect([at('2026-10-25T00:30:00Z'), at('2026-10-25T01:30:00Z')]).toEqual([
      { day: 7, minute: 150 },
      { day: 7, minute: 150 },
    ]);
  });
});

describe('a time of the week', () => {
  it('holds from its begin to just before its end', () => {
    const day = { days: [1, 2], fromMinute: 480, untilMinute: 960 };
    const held = [479, 480, 959, 960].map((minute) => holdsAt(day, { day: 2, minute }));
    expect(held).toEqual([false, true, true, false]);
    expect(holdsAt(day, { day: 3, minute: 500 })).toBe(false);
  });

  it('of a night goes on until the next morning, over the end of the week as well', () => {
    expect(holdsAt(night, at('2026-11-27T22:00:00Z'))).toBe(true);
    expect(holdsAt(night, at('2026-11-28T04:59:00Z'))).toBe(true);
    expect(holdsAt(night, at('2026-11-28T05:00:00Z'))).toBe(false);
    expect(holdsAt({ ...night, days: [7] }, { day: 1, minute: 60 })).toBe(true);
  });

  it('lasts as long as the clock says in the nights in which it is changed', () => {
    const saturday = { ...night, days: [6] };
    const hours = (from: string) => {
      const begin = Date.parse(from);
      return Array.from({ length: 24 }, (_, hour) => begin + hour * 3_600_000).filter((ms) =>
        holdsAt(saturday, wallTime(ms, 'Europe/Vienna')),
      ).length;
    };
    expect([hours('2026-03-28T12:00:00Z'), hours('2026-03-21T12:00:00Z'), hours('2026-10-24T12:00:00Z')]).toEqual([
      7, 8, 9,
    ]);
  });

  it('overlaps another exactly when there is a minute in which both hold', () => {
    fc.assert(
      fc.property(weekTimes, weekTimes, (one, other) => {
        const first = everyMinute.find((moment) => holdsAt(one, moment) && holdsAt(other, moment)) ?? null;
        expect(overlapOf(one, other)).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });
});
