import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { telemetrySchema } from '#contracts/telemetry';
import { batteriesSaid, chargeAt } from './tag-batteries.js';

const startMs = Date.UTC(2026, 2, 2, 8);
const hourMs = 3_600_000;
const tagKeys = Array.from({ length: 400 }, (_, index) => `tag-${index}`);
const run = { seed: 1, startMs };

describe('batteries of simulated tags', () => {
  it('are told by every tag within a minute, and by each twice an hour from then on', () => {
    const first = batteriesSaid(tagKeys, run, startMs, startMs + 60_000);
    expect(new Set(first.map(({ tagKey }) => tagKey)).size).toBe(400);
    expect(batteriesSaid(tagKeys, run, startMs, startMs + 6 * hourMs)).toHaveLength(400 * 12);
    for (const one of first) expect(telemetrySchema.safeParse(one).success).toBe(true);
  });

  it('are told the same however a stretch of time is divided', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 * hourMs }), { maxLength: 6 }), (cuts) => {
        const borders = [0, ...cuts.sort((a, b) => a - b), 4 * hourMs].map((ms) => startMs + ms);
        const parts = borders
          .slice(1)
          .flatMap((until, at) => batteriesSaid(tagKeys.slice(0, 9), run, borders[at], until));
        expect(parts).toEqual(batteriesSaid(tagKeys.slice(0, 9), run, startMs, startMs + 4 * hourMs));
      }),
    );
  });

  it('fall from day to day until they are changed, and a few of a hospital are low', () => {
    for (let index = 0; index < 50; index++) {
      const days = Array.from({ length: 120 }, (_, day) => chargeAt(1, index, startMs + day * 24 * hourMs));
      const rises = days.filter((percent, day) => day > 0 && percent > days[day - 1]);
      expect(rises.length).toBeLessThanOrEqual(1);
      for (const percent of rises) expect(percent).toBeGreaterThan(99);
    }
    const low = tagKeys.filter((_, index) => chargeAt(1, index, startMs) < 20).length;
    expect(low).toBeGreaterThan(40);
    expect(low).toBeLessThan(120);
  });
});
