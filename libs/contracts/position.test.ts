import { describe, expect, it } from 'vitest';
import { freshnessOf } from './position.js';

describe('the freshness of a position', () => {
  it('is live for 20 s, ageing until five minutes, and lost afterwards', () => {
    expect([0, 20_000, 20_001, 300_000, 300_001].map((age) => freshnessOf(age))).toEqual([
      'live',
      'live',
      'ageing',
      'ageing',
      'lost',
    ]);
  });

  it('is not live when its time is further in the future than clocks differ', () => {
    expect([-2_000, -20_000, -20_001, -3_600_000].map((age) => freshnessOf(age))).toEqual([
      'live',
      'live',
      'lost',
      'lost',
    ]);
  });

  it('follows the rhythm of a tag that reports seldom, and never makes a quick one lost sooner', () => {
    const minute = 60_000;
    expect([3, 3.1, 20, 20.1].map((minutes) => freshnessOf(minutes * minute, minute))).toEqual([
      'live',
      'ageing',
      'ageing',
      'lost',
    ]);
    expect([19_000, 299_000].map((age) => freshnessOf(age, 500))).toEqual(['live', 'ageing']);
  });

  it('is blind while the readers of its place are silent, unless it was lost before they were', () => {
    expect(freshnessOf(10_000, null, 90_000)).toBe('live');
    expect(freshnessOf(100_000, null, 90_000)).toBe('blind');
    expect(freshnessOf(3_600_000, null, 3_590_000)).toBe('blind');
    expect(freshnessOf(3_600_000, null, 90_000)).toBe('lost');
    expect(freshnessOf(-3_600_000, null, 90_000)).toBe('lost');
  });
});
