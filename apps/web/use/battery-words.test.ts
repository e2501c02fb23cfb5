import { describe, expect, it } from 'vitest';
import { batteryWords } from './battery-words.js';

const nowMs = Date.parse('2026-03-02T12:00:00Z');
const hoursAgo = (hours: number) => new Date(nowMs - hours * 3_600_000).toISOString();
const of = (percent: number | null, millivolts: number | null, hours = 2) =>
  batteryWords({ percent, millivolts, observedAt: hoursAgo(hours) }, nowMs);

describe('the battery of a tag', () => {
  it('is told as the tag gives it, with its age', () => {
    expect(of(83, 2950)).toEqual({ says: 'Tag battery 83 %, 2 h ago', warning: null });
    expect(of(null, 2950)).toEqual({ says: 'Tag battery 2.95 V, 2 h ago', warning: null });
  });

  it('is low below 20 %, and no voltage is judged', () => {
    expect(of(20, null).warning).toBeNull();
    expect(of(19.9, null).warning).toContain('low');
    expect(of(null, 2000).warning).toBeNull();
  });

  it('says when it is not known for how long that still holds', () => {
    expect(of(83, null, 24 * 7 - 1).warning).toBeNull();
    expect(of(83, null, 24 * 12)).toEqual({
      says: 'Tag battery 83 %, 12 days ago',
      warning: expect.stringContaining('nothing since') as string,
    });
    expect(of(5, null, 24 * 12).warning).toContain('low');
  });
});
