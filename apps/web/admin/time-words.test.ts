import { describe, expect, it } from 'vitest';
import { dayFrom, endOfDay, exactWords, relativeWords } from './time-words.js';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('moments in words', () => {
  it.each([
    ['2026-11-21T11:59:40Z', 'now'],
    ['2026-11-21T11:58:30Z', '1 minute ago'],
    ['2026-11-21T09:01:00Z', '2 hours ago'],
    ['2026-11-20T11:00:00Z', '1 day ago'],
    ['2026-11-24T12:00:00Z', 'in 3 days'],
    ['2026-11-21T13:30:00Z', 'in 1 hour'],
  ])('says how far away %s is: %s', (time, words) => {
    expect(relativeWords(time, now)).toBe(words);
  });

  it('gives the exact time in the zone asked for', () => {
    expect(exactWords('2026-11-21T23:30:00Z', 'Europe/Berlin')).toBe('22 Nov 2026, 00:30');
    expect(exactWords('2026-11-21T23:30:05Z', 'UTC', true)).toBe('21 Nov 2026, 23:30:05');
  });

  it('lets a key that works until a day work through that whole day, and refuses what is no day', () => {
    const end = new Date(endOfDay('2026-12-31')!);
    expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([31, 23, 59]);
    expect(endOfDay('')).toBeNull();
    expect(endOfDay('2026-13-45')).toBeNull();
  });

  it('counts days over the end of a month', () => {
    const noon = new Date(2026, 10, 21, 12).getTime();
    expect(dayFrom(noon, 30)).toBe('2026-12-21');
  });
});
