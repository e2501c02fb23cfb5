import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFix } from './fix.js';
import { levelAtDistance } from './path-loss.js';
import { readerTable } from './reader-table.js';
import { solveLevels } from './solve-levels.js';

const area = { minX: 0, minY: 0, maxX: 30, maxY: 20 };
const tagHeightM = 1;
const table = readerTable(
  [
    [3, 3],
    [15, 2],
    [27, 3],
    [4, 17],
    [16, 18],
    [26, 16],
  ].map(([x, y], i) => ({ x, y, z: 2.7, radio: { levelAt1mDbm: -57 - i, pathLossExponent: 2 + i / 10, sigmaDb: 4 } })),
);
const all = [0, 1, 2, 3, 4, 5];

function levelsAt(x: number, y: number, readers: readonly number[]): number[] {
  return readers.map((reader) =>
    levelAtDistance(table, reader, Math.hypot(x - table.x[reader], y - table.y[reader], tagHeightM - table.z[reader])),
  );
}

function solve(readers: readonly number[], levels: readonly number[]) {
  const fix = emptyFix();
  solveLevels(table, readers, levels, readers.length, area, tagHeightM, fix);
  return fix;
}

describe('solveLevels', () => {
  it('holds a tag within its 90 % circle when the levels have no noise', () => {
    fc.assert(
      fc.property(fc.double({ min: 2, max: 28, noNaN: true }), fc.double({ min: 2, max: 18, noNaN: true }), (x, y) => {
        const fix = solve(all, levelsAt(x, y, all));
        expect(Math.hypot(fix.x - x, fix.y - y)).toBeLessThan(fix.radius90M);
      }),
    );
  });

  it('finds a tag between the readers again from levels without noise', () => {
    for (const [x, y] of [
      [10, 10],
      [15, 7],
      [21, 12],
    ]) {
      const fix = solve(all, levelsAt(x, y, all));
      expect(Math.hypot(fix.x - x, fix.y - y)).toBeLessThan(0.5);
    }
  });

  it('says how it came about and by how many readers', () => {
    expect(solve(all, levelsAt(12, 9, all))).toMatchObject({ method: 'level-fit', readerCount: 6 });
    expect(solve([0, 1, 2], levelsAt(12, 9, [0, 1, 2])).method).toBe('level-fit');
    expect(solve([0, 1], levelsAt(12, 9, [0, 1])).method).toBe('two-readers');
    expect(solve([0], levelsAt(12, 9, [0])).method).toBe('one-reader');
  });

  it('stays on the floor with a true covariance, whatever it hears', () => {
    const level = fc.double({ min: -127, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        fc.subarray(all, { minLength: 1 }),
        fc.array(level, { minLength: 6, maxLength: 6 }),
        (readers, levels) => {
          const fix = solve(readers, levels);
          expect(fix.x).toBeGreaterThanOrEqual(area.minX);
          expect(fix.x).toBeLessThanOrEqual(area.maxX);
          expect(fix.y).toBeGreaterThanOrEqual(area.minY);
          expect(fix.y).toBeLessThanOrEqual(area.maxY);
          expect(fix.varX).toBeGreaterThan(0);
          expect(fix.varX * fix.varY - fix.covXY ** 2).toBeGreaterThan(0);
          expect(fix.radius90M).toBeGreaterThan(0);
          expect(fix.radius90M).toBeLessThan(40);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives the same answer for the same levels in another order', () => {
    const levels = levelsAt(20, 6, all).map((level, i) => level + 3 * Math.sin(7 * i));
    const fix = solve(all, levels);
    const turned = solve([...all].reverse(), [...levels].reverse());
    expect(turned.x).toBeCloseTo(fix.x, 2);
    expect(turned.y).toBeCloseTo(fix.y, 2);
    expect(solve(all, levels)).toEqual(fix);
  });

  it('becomes less sure when the readers contradict each other', () => {
    const clean = levelsAt(12, 9, all);
    const torn = clean.map((level, i) => level + (i % 2 === 0 ? 14 : -14));
    expect(solve(all, torn).radius90M).toBeGreaterThan(1.5 * solve(all, clean).radius90M);
  });

  it('is not carried away by one reader that a metal cabinet weakens by 25 dB', () => {
    const levels = levelsAt(10, 10, all);
    levels[1] -= 25;
    const fix = solve(all, levels);
    expect(Math.hypot(fix.x - 10, fix.y - 10)).toBeLessThan(5);
  });

  it('puts a tag that one reader hears loudly near that reader, in a small circle', () => {
    const fix = solve([1], [-57]);
    expect(Math.hypot(fix.x - 15, fix.y - 2)).toBeLessThan(2);
    expect(fix.radius90M).toBeLessThan(10);
  });

  it('is honest about one reader that hears a tag faintly: much of the floor is possible', () => {
    expect(solve([1], [-85]).radius90M).toBeGreaterThan(10);
  });

  it('lets two equally loud readers agree on the middle', () => {
    const pair = readerTable([
      { x: 8, y: 10, z: 2.7 },
      { x: 22, y: 10, z: 2.7 },
    ]);
    const fix = emptyFix();
    solveLevels(pair, [0, 1], [-76, -76], 2, area, tagHeightM, fix);
    expect(fix.x).toBeGreaterThan(12);
    expect(fix.x).toBeLessThan(18);
    expect(fix.y).toBeCloseTo(10, 0);
    expect(fix.radius90M).toBeGreaterThan(5);
  });

  it('refuses to make a position out of nothing', () => {
    expect(() => solve([], [])).toThrow('at least one reader');
  });
});
