import { describe, expect, it } from 'vitest';
import { durationMs, pieces, readingsBetween, shiftToEndAt, shiftToStartAt } from './playback.js';
import type { RecordedTrack } from './recording.js';

function track(name: string, timesMs: number[]): RecordedTrack {
  return {
    name,
    readings: { timesMs, readers: timesMs.map((_, i) => i % 2), levelsDbm: timesMs.map((_, i) => -60 - i) },
    truth: { timesMs: [], x: [], y: [] },
  };
}

const long = track('long', [10_200, 10_900, 12_000, 15_700]);
const short = track('short', [500, 1500]);

describe('playback', () => {
  it('moves a track by whole seconds so that it ends by the given moment', () => {
    const shift = shiftToEndAt(long, 1_000_000);
    expect(shift % 1000).toBe(0);
    expect(15_700 + shift).toBeLessThanOrEqual(1_000_000);
    expect(15_700 + shift).toBeGreaterThan(999_000);
    expect(durationMs(long)).toBe(5500);
  });

  it('moves a track by whole seconds so that it begins at the given moment or just after', () => {
    const shift = shiftToStartAt(long, 1_000_000);
    expect(shift % 1000).toBe(0);
    expect(10_200 + shift).toBeGreaterThanOrEqual(1_000_000);
    expect(10_200 + shift).toBeLessThan(1_001_000);
  });

  it('gives the readings of a stretch in order of time, each exactly once', () => {
    const playbacks = [
      { track: long, tagKey: 'site:long', shiftMs: 1000 },
      { track: short, tagKey: 'site:short', shiftMs: 10_000 },
    ];
    const keys = ['site:a', 'site:b'];
    expect(readingsBetween(playbacks, keys, 0, 11_500)).toEqual([
      { readerKey: 'site:a', tagKey: 'site:short', rssiDbm: -60, observedAt: 10_500 },
      { readerKey: 'site:a', tagKey: 'site:long', rssiDbm: -60, observedAt: 11_200 },
      { readerKey: 'site:b', tagKey: 'site:short', rssiDbm: -61, observedAt: 11_500 },
    ]);
    const steps = [0, 11_000, 11_200, 12_000, 13_000, 99_000];
    const all = steps.slice(1).flatMap((through, i) => readingsBetween(playbacks, keys, steps[i], through));
    expect(all).toEqual(readingsBetween(playbacks, keys, 0, 99_000));
    expect(all).toHaveLength(6);
  });

  it('cuts a list into pieces', () => {
    expect(pieces([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(pieces([], 2)).toEqual([]);
  });
});
