import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeyActor } from '../access/actor.js';
import { networkOf, RateLimits } from './rate-limits.js';
import { TokenBuckets } from './token-buckets.js';

describe('a bucket of tokens', () => {
  it('lets a minute of requests through at once, and then one each time its share of a minute has passed', () => {
    let nowMs = 0;
    const buckets = new TokenBuckets(60, () => nowMs);
    for (let count = 0; count < 60; count++) expect(buckets.take('a')).toBe(0);
    expect(buckets.take('a')).toBe(1);
    expect(buckets.take('b')).toBe(0);
    nowMs = 1_000;
    expect([buckets.take('a'), buckets.take('a')]).toEqual([0, 1]);
  });

  it('says how long to wait', () => {
    const buckets = new TokenBuckets(2, () => 0);
    expect([buckets.take('a'), buckets.take('a'), buckets.take('a')]).toEqual([0, 0, 30]);
  });

  it('never grants more than a burst and the rate, whenever it is asked', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), gaps, (perMinute, waits) => {
        let nowMs = 0;
        const buckets = new TokenBuckets(perMinute, () => nowMs);
        let granted = 0;
        for (const wait of waits) {
          nowMs += wait;
          if (buckets.take('a') === 0) granted++;
        }
        expect(granted).toBeLessThanOrEqual(perMinute + (nowMs * perMinute) / 60_000 + 1e-6);
      }),
    );
  });

  it('knows no limit at 0, and no more callers than it has room for', () => {
    const free = new TokenBuckets(0);
    expect(free.take('a') + free.take('a')).toBe(0);
    const buckets = new TokenBuckets(1, () => 0);
    for (let caller = 0; caller < 60_000; caller++) buckets.take(String(caller));
    expect(buckets.size).toBe(50_000);
  });
});

describe('the limits of the api', () => {
  const settings = { WARDMAP_LIMIT_PUBLIC: 1, WARDMAP_LIMIT_REQUESTS: 2, WARDMAP_LIMIT_EXPORTS: 1 };
  const key: KeyActor = {
    ...{ kind: 'key', id: 1, name: 'k', keyKind: 'integration', scopes: ['read'], readerIds: null },
    ...{ visibility: { siteIds: null, departments: null, persons: false }, address: '10.0.0.1', requestId: 'r' },
  };

  it('count exports, other requests and strangers each for themselves, and readings not at all', () => {
    const limits = new RateLimits(settings);
    const refused = expect.objectContaining({ headers: { 'Retry-After': expect.stringMatching(/^\d+$/) as string } });
    limits.demandOf(key, 'assets.export');
    expect(() => limits.demandOf(key, 'history.export')).toThrow(refused);
    limits.demandOf(key, 'assets.see');
    limits.demandOf(key, 'assets.see');
    expect(() => limits.demandOf(key, 'assets.see')).toThrow(/^Too many requests; try again in 30 s\.$/);
    limits.demandOf({ ...key, id: 2 }, 'assets.see');
    limits.demandOfStranger('10.0.0.1');
    expect(() => limits.demandOfStranger('10.0.0.1')).toThrow(/try again in 60 s/);
    for (let count = 0; count < 100; count++) limits.demandOf(key, 'readings.send');
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8::ffff:1:2:3:4', '2001:db8:0:ffff'],
    ['2001:0db8:0:0:1:2:3:4', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['nonsense', 'nonsense'],
  ])('take the address %s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
