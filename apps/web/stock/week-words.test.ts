import { describe, expect, it } from 'vitest';
import { clockTime, minuteOf, weekWords } from './week-words.js';

describe('when a level holds, in words', () => {
  it('puts days together that follow each other', () => {
    expect(weekWords({ days: [1, 2, 3, 4, 5], fromMinute: 420, untilMinute: 1140 })).toBe('Mon–Fri, 07:00 to 19:00');
    expect(weekWords({ days: [7, 6, 1], fromMinute: 0, untilMinute: 1440 })).toBe('Mon, Sat, Sun, all day');
    expect(weekWords({ days: [1, 3, 4, 5], fromMinute: 0, untilMinute: 60 })).toBe('Mon, Wed–Fri, 00:00 to 01:00');
  });

  it('says that a night ends on the next day, and midnight as the end of a day', () => {
    const every = [1, 2, 3, 4, 5, 6, 7];
    expect(weekWords({ days: every, fromMinute: 1320, untilMinute: 360 })).toBe(
      'every day, 22:00 to 06:00 the next day',
    );
    expect(weekWords({ days: every, fromMinute: 720, untilMinute: 1440 })).toBe('every day, 12:00 to 00:00');
  });

  it('reads what it writes', () => {
    for (const minute of [0, 59, 420, 1439]) expect(minuteOf(clockTime(minute))).toBe(minute);
    expect([minuteOf(''), minuteOf('24:00'), minuteOf('7:00')]).toEqual([null, null, null]);
  });
});
