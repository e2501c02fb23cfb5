import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Outbox } from './outbox.js';

const reading = (observedAt: number) => ({ readerKey: 'r', tagKey: 't', rssiDbm: -70, observedAt });

describe('the outbox', () => {
  it('gives everything back in order and loses only the oldest, counted', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(40))), fc.integer({ min: 1, max: 50 }), (moves, limit) => {
        const outbox = new Outbox(limit);
        let next = 0;
        let taken = 0;
        let last = -1;
        for (const [adding, taking] of moves) {
          outbox.add(Array.from({ length: adding }, () => reading(next++)));
          expect(outbox.size).toBeLessThanOrEqual(limit);
          for (const { observedAt } of outbox.take(taking)) {
            expect(observedAt).toBeGreaterThan(last);
            last = observedAt as number;
            taken++;
          }
        }
        expect(taken + outbox.size + outbox.dropped).toBe(next);
      }),
    );
  });

  it('keeps its order over many readings', () => {
    const outbox = new Outbox(100_000);
    outbox.add(Array.from({ length: 60_000 }, (_, at) => reading(at)));
    const all = [];
    while (outbox.size > 0) for (const { observedAt } of outbox.take(700)) all.push(observedAt);
    expect(all).toEqual(Array.from({ length: 60_000 }, (_, at) => at));
  });
});
