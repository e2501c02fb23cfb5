import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRangeBias } from './fit-range-bias.js';
import { emptyFix } from './fix.js';
import { solveRanges } from './solve-ranges.js';

const corners = [
  [-3.5, 3],
  [0, 3],
  [3.6, 3],
  [3.6, 0],
  [3.6, -3],
  [0, -3],
  [-3.5, -3],
  [-3.5, 0],
];
const table = {
  count: 8,
  x: corners.map(([x]) => x),
  y: corners.map(([, y]) => y),
  z: corners.map(() => 2),
  biasM: corners.map((_, i) => 0.1 + 0.02 * i),
  sigmaM: corners.map(() => 0.08),
};
const all = [0, 1, 2, 3, 4, 5, 6, 7];

function rangesFrom(x: number, y: number, anchors: readonly number[] = all): number[] {
  return anchors.map((i) => Math.hypot(x - table.x[i], y - table.y[i], 1 - table.z[i]) + table.biasM[i]);
}

function solve(ranges: readonly number[], anchors: readonly number[] = all) {
  const fix = emptyFix();
  return solveRanges(table, anchors, ranges, anchors.length, 1, fix) ? fix : null;
}

const inside = [fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -2.5, max: 2.5, noNaN: true })] as const;

describe('solveRanges', () => {
  it('finds a tag again from exact ranges', () => {
    fc.assert(
      fc.property(...inside, (x, y) => {
        const fix = solve(rangesFrom(x, y))!;
        expect(Math.hypot(fix.x - x, fix.y - y)).toBeLessThan(0.01);
        expect(fix.method).toBe('range-fit');
      }),
    );
  });

  it('is not moved by two blocked anchors of eight', () => {
    const blocked = fc.double({ min: 0.5, max: 3, noNaN: true });
    fc.assert(
      fc.property(...inside, fc.subarray(all, { minLength: 2, maxLength: 2 }), blocked, blocked, (x, y, two, a, b) => {
        const ranges = rangesFrom(x, y);
        ranges[two[0]] += a;
        ranges[two[1]] += b;
        const fix = solve(ranges)!;
        expect(Math.hypot(fix.x - x, fix.y - y)).toBeLessThan(0.1);
      }),
    );
  });

  it('is not moved when the two nearest anchors are the blocked ones', () => {
    const [x, y] = [2.732719576893215, -2.4687423706054337];
    const ranges = rangesFrom(x, y).map((range, anchor) => (anchor === 2 || anchor === 3 ? range + 0.5 : range));
    const fix = solve(ranges)!;
    expect(Math.hypot(fix.x - x, fix.y - y)).toBeLessThan(0.1);
  });

  it('tells a wider circle when fewer anchors answer', () => {
    const three = [0, 2, 5];
    expect(solve(rangesFrom(1, 1, three), three)!.radius90M).toBeGreaterThan(solve(rangesFrom(1, 1))!.radius90M);
  });

  it('has no answer from two anchors', () => {
    expect(solve(rangesFrom(1, 1, [0, 3]), [0, 3])).toBeNull();
  });
});

describe('fitRangeBias', () => {
  it('finds what each link measures too long, in spite of reflections', () => {
    const samples = Array.from({ length: 200 }, (_, i) => ({
      anchor: i % 2,
      trueM: 4,
      measuredM: 4 + (i % 2 === 0 ? 0.12 : 0.25) + 0.05 * Math.sin(i) + (i % 20 < 2 ? 2 : 0),
    }));
    const { biasM, sigmaM } = fitRangeBias(samples, 3);
    expect(biasM[0]).toBeCloseTo(0.12, 1);
    expect(biasM[1]).toBeCloseTo(0.25, 1);
    expect(sigmaM[0]).toBeLessThan(0.1);
    // An anchor that was not surveyed gets what is common to all.
    expect(biasM[2]).toBeGreaterThan(0.1);
    expect(biasM[2]).toBeLessThan(0.3);
  });
});
