import { describe, expect, it } from 'vitest';
import { freshnessOf } from './position.js';

describe('the freshness of a position', () => {
  it('is live for 20 s, ageing until five minutes, and lost afterwards', () => {
    expect([0, 20_000, 20_001, 300_000, 300_001].map(freshnessOf)).toEqual([
      'live',
      'live',
      'ageing',
      'ageing',
      'lost',
    ]);
  });

  it('is not live when its time is further in the future than clocks differ', () => {
    expect([-2_000, -20_000, -20_001, -3_600_000].map(freshnessOf)).toEqual(['live', 'live', 'lost', 'lost']);
  });
});
