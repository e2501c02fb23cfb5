import { expect, it } from 'vitest';
import { dayAt, spanOfDay } from './trail-days.js';

const hours = (day: string, zone: string) => {
  const [from, to] = spanOfDay(day, zone);
  return [new Date(from).toISOString(), (to - from) / 3_600_000];
};

it('knows when a day begins where the house stands, also when clocks change', () => {
  expect(hours('2026-01-15', 'Europe/Vienna')).toEqual(['2026-01-14T23:00:00.000Z', 24]);
  expect(hours('2026-03-29', 'Europe/Vienna')).toEqual(['2026-03-28T23:00:00.000Z', 23]);
  expect(hours('2026-10-25', 'Europe/Vienna')).toEqual(['2026-10-24T22:00:00.000Z', 25]);
  expect(hours('2026-06-01', 'America/Los_Angeles')).toEqual(['2026-06-01T07:00:00.000Z', 24]);
  expect(dayAt(Date.parse('2026-06-01T06:59:00Z'), 'America/Los_Angeles')).toBe('2026-05-31');
});
