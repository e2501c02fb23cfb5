import { describe, expect, it } from 'vitest';
import { foldsOf } from './folds.js';
import type { DataTrack } from './read-data.js';

/** A tag heard and seen once a second, at a place for each second. */
function track(name: string, seconds: number, at: (second: number) => number): DataTrack {
  const timesMs = Array.from({ length: seconds }, (_, second) => second * 1000);
  return {
    name,
    readings: { readers: timesMs.map(() => 0), values: timesMs.map(() => -60), timesMs },
    truth: {
      timesMs,
      x: timesMs.map((_time, second) => at(second)),
      y: timesMs.map(() => 0),
      floor: timesMs.map(() => 0),
      room: timesMs.map(() => null),
    },
  };
}

describe('foldsOf', () => {
  it('cuts a long walk into stretches, each held out once', () => {
    const walk = track('walk', 600, (second) => second / 10);
    const folds = foldsOf([walk]);
    expect(folds).toHaveLength(4);
    const heldOut = folds.flatMap(({ outside }) => outside.flatMap(({ truth }) => truth.timesMs));
    expect(heldOut.sort((a, b) => a - b)).toEqual(walk.truth.timesMs);
    for (const { inside, outside } of folds) {
      const surveyed = new Set(inside.flatMap(({ truth }) => truth.timesMs));
      expect(outside.some(({ truth }) => truth.timesMs.some((time) => surveyed.has(time)))).toBe(false);
    }
  });

  it('keeps stops at one place together', () => {
    const stops = [0, 5, 10, 15, 20, 0.2].map((x, i) => track(`stop ${i}`, 30, () => x));
    const withFirst = foldsOf(stops).find(({ outside }) => outside.some(({ name }) => name === 'stop 0'))!;
    expect(withFirst.outside.map(({ name }) => name)).toContain('stop 5');
  });

  it('has nothing to hold out of a single stop', () => {
    expect(foldsOf([track('stop', 30, () => 1)])).toEqual([]);
  });
});
