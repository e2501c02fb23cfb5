import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctedTime, timeRule } from './observed-time.js';
import { SenderClocks } from './sender-clocks.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const from = (readerKey: unknown) => ({ readerKey, tagKey: 't1', rssiDbm: -60, observedAt: now });

describe("the correction of a sender's clock", () => {
  it('is the same when a batch is sent again and is longer on its way', () => {
    const clocks = new SenderClocks();
    const times = [5_400, 5_600, 6_400, 4_000].map((skewMs, attempt) => {
      const receivedAt = now + attempt * 30_000;
      const shiftMs = clocks.shiftMs(1, from('r1'), skewMs);
      return correctedTime(now - 6_000, timeRule(receivedAt, 168, shiftMs));
    });
    expect(times).toEqual(Array(4).fill(now - 1_000));
  });

  it('gives every attempt the same times, whatever the clock error and as long as the way varies by less than 0.9 s', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4_000, max: 1e8 }),
        fc.boolean(),
        fc.array(fc.nat(900), { minLength: 2, maxLength: 9 }),
        fc.nat(10_000),
        (errorMs, ahead, ways, ageMs) => {
          const clocks = new SenderClocks();
          const clockErrorMs = ahead ? -errorMs : errorMs;
          const observedAt = now - clockErrorMs - ageMs;
          const times = ways.map((wayMs, attempt) => {
            // Some of the way has passed before the arrival; the observation is never younger than the sending.
            const receivedAt = now + attempt * 10_000 + wayMs;
            const shiftMs = clocks.shiftMs(1, from('r1'), clockErrorMs + wayMs);
            return correctedTime(observedAt, timeRule(receivedAt, 168, shiftMs));
          });
          expect(new Set(times).size).toBe(1);
        },
      ),
    );
  });

  it('changes when the clock was set', () => {
    const clocks = new SenderClocks();
    expect([5_000, 6_500, 6_501, 300].map((skewMs) => clocks.shiftMs(1, from('r1'), skewMs))).toEqual([
      5_000, 5_000, 7_000, 0,
    ]);
  });

  it("is each sender's own, also when gateways share a key", () => {
    const clocks = new SenderClocks();
    expect(clocks.shiftMs(1, from('r1'), 5_400)).toBe(5_000);
    expect(clocks.shiftMs(1, from('r2'), 5_600)).toBe(6_000);
    expect(clocks.shiftMs(2, from('r1'), 4_400)).toBe(4_000);
    for (const first of [undefined, null, 7, 'text', from(7), from('x'.repeat(1_000_000))])
      expect(clocks.shiftMs(1, first, -3_000)).toBe(-3_000);
    expect(clocks.shiftMs(1, from('r1'), 5_900)).toBe(5_000);
  });

  it('is measured anew for a sender that 10,000 others have followed', () => {
    const clocks = new SenderClocks();
    clocks.shiftMs(1, from('quiet'), 5_400);
    clocks.shiftMs(1, from('busy'), 5_400);
    for (let reader = 0; reader < 9_999; reader++) {
      clocks.shiftMs(1, from(`r${reader}`), 0);
      clocks.shiftMs(1, from('busy'), 5_400);
    }
    expect(clocks.shiftMs(1, from('quiet'), 5_600)).toBe(6_000);
    expect(clocks.shiftMs(1, from('busy'), 5_600)).toBe(5_000);
  });
});
