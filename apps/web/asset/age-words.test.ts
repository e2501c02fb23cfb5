import { describe, expect, it } from 'vitest';
import { ageWords, durationWords, dwellWords, localTime, radiusWords, rhythmWords } from './age-words.js';

describe('age in words', () => {
  it('says just now below ten seconds and counts in steps of five after that', () => {
    expect(ageWords(0)).toBe('just now');
    expect(ageWords(9_999)).toBe('just now');
    expect(ageWords(12_400)).toBe('10 s ago');
    expect(ageWords(59_000)).toBe('55 s ago');
  });

  it('goes over to minutes, hours and days', () => {
    expect(ageWords(125_000)).toBe('2 min ago');
    expect(ageWords(3_600_000)).toBe('1 h ago');
    expect(ageWords(47 * 3_600_000)).toBe('47 h ago');
    expect(ageWords(50 * 3_600_000)).toBe('2 days ago');
  });

  it('is just now when clocks differ so that the age is negative', () => {
    expect(ageWords(-3_000)).toBe('just now');
  });
});

describe('lengths of time and space in words', () => {
  it('names hours with their minutes', () => {
    expect(durationWords(12_900)).toBe('12 s');
    expect(durationWords(2 * 3_600_000 + 600_000)).toBe('2 h 10 min');
    expect(durationWords(3_600_000)).toBe('1 h');
    expect(dwellWords(20_000)).toBe('less than a minute');
  });

  it('says how often a tag is usually heard', () => {
    expect([400, 1_000, 2_100, 5_240, 30_400, 600_000].map(rhythmWords)).toEqual([
      'usually heard every second or more often',
      'usually heard every second or more often',
      'usually heard every 2 s',
      'usually heard every 5 s',
      'usually heard every 30 s',
      'usually heard every 10 min',
    ]);
  });

  it('gives the radius one decimal below ten metres', () => {
    expect(radiusWords(2.44)).toBe('within 2.4 m, 9 times in 10');
    expect(radiusWords(13.6)).toBe('within 14 m, 9 times in 10');
  });
});

describe('exact time at the site', () => {
  const noon = Date.UTC(2026, 10, 20, 12, 0, 5);

  it('is the local time of the hospital, not of the browser', () => {
    expect(localTime(noon, noon + 60_000, 'Europe/Berlin')).toContain('13:00:05');
  });

  it('names the date when that was another day there', () => {
    expect(localTime(noon, noon + 86_400_000, 'Europe/Berlin')).toContain('20 Nov 2026');
    expect(localTime(noon, noon + 60_000, 'Europe/Berlin')).not.toContain('2026');
  });
});
