import fc from 'fast-check';
import { expect, it } from 'vitest';
import { linesOn, timed, trailAt } from './trail-at.js';

const start = Date.parse('2026-03-02T08:00:00Z');
const point = (minute: number, floorId = 1, afterSilence = false) => ({
  ...{ at: new Date(start + minute * 60_000).toISOString(), floorId, x: minute, y: 0, radius90M: 2, zoneId: null },
  afterSilence,
});

it('is where it was heard last, and nowhere before it was heard at all', () => {
  const points = timed([point(0), point(5), point(9)]);
  expect(trailAt(points, start - 1)).toBe(null);
  expect(trailAt(points, start)?.x).toBe(0);
  expect(trailAt(points, start + 5 * 60_000 - 1)?.x).toBe(0);
  expect(trailAt(points, start + 5 * 60_000)?.x).toBe(5);
  expect(trailAt(points, start + 99 * 60_000)?.x).toBe(9);
  expect(trailAt([], start)).toBe(null);
});

it('finds in any trail what looking at every point finds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 })), fc.integer({ min: -5, max: 505 }), (minutes, at) => {
      const points = timed(minutes.sort((a, b) => a - b).map((minute) => point(minute)));
      const plain = points.filter(({ atMs }) => atMs <= start + at * 60_000).at(-1) ?? null;
      expect(trailAt(points, start + at * 60_000)).toBe(plain);
    }),
  );
});

it('is drawn on each floor in as many lines as it was there', () => {
  const points = timed([point(0), point(1), point(2, 2), point(3), point(4)]);
  expect(linesOn(points, 1).map((line) => line.map(({ x }) => x))).toEqual([
    [0, 1],
    [3, 4],
  ]);
  expect(linesOn(points, 2).map((line) => line.map(({ x }) => x))).toEqual([[2]]);
});

it('is not drawn where nothing was heard of it for long', () => {
  const points = timed([point(0), point(1), point(60, 1, true), point(61)]);
  expect(linesOn(points, 1).map((line) => line.map(({ x }) => x))).toEqual([
    [0, 1],
    [60, 61],
  ]);
});
