import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctedTime, shiftOf, timeRefusal, timeRule } from './observed-time.js';

const now = Date.parse('2026-11-20T12:00:00Z');
const hour = 3_600_000;

describe('the time of an observation', () => {
  it('may be a week old and a minute ahead, and is never two seconds after its arrival', () => {
    const rule = timeRule(now, 168);
    expect(correctedTime(now - 168 * hour, rule)).toBe(now - 168 * hour);
    expect(correctedTime(now - 168 * hour - 1, rule)).toBeNaN();
    expect(correctedTime(now + 1_999, rule)).toBe(now + 1_999);
    expect(correctedTime(now + 2_000, rule)).toBe(now);
    expect(correctedTime(now + 60_000, rule)).toBe(now);
    expect(correctedTime(now + 60_001, rule)).toBeNaN();
    expect(correctedTime(NaN, rule)).toBeNaN();
  });

  it("is left alone when the sender's clock is less than 2 s off, and shifted by whole seconds otherwise", () => {
    expect([shiftOf(1_999), shiftOf(2_000), shiftOf(-90_400)]).toEqual([0, 2_000, -90_000]);
    expect(correctedTime(4_000, timeRule(now, 168, shiftOf(now - 10_000)))).toBe(now - 6_000);
  });

  it('keeps the distance between observations of one batch', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(3_000_000), fc.nat(3_000_000), (skew, a, b) => {
        const rule = timeRule(now, 168, shiftOf(skew));
        const sent = now - skew - 10_000;
        expect(correctedTime(sent - a, rule) - correctedTime(sent - b, rule)).toBe(b - a);
      }),
    );
  });

  it('is explained when it is refused', () => {
    expect(timeRefusal(0, timeRule(now, 1))).toBe(
      'is 1970-01-01T00:00:00.000Z, allowed is 2026-11-20T11:00:00.000Z to 2026-11-20T12:01:00.000Z',
    );
    expect(timeRefusal(now / 1000, timeRule(now, 1))).toContain('it looks like seconds');
    expect(timeRefusal(9e15, timeRule(now, 1))).toContain('is 9000000000000000 ms after 1970');
    expect(timeRefusal(0, timeRule(now, 1, 5_000))).toContain("(the sender's clock is 5 s behind)");
  });
});
