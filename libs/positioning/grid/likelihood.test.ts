import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setArea } from './grid-workspace.js';
import { cellLikelihood } from './likelihood.js';
import { grid, heardAt, maps, table, workspace } from './scene-for-tests.js';

/** Student-t log density with 5 degrees of freedom and this squared scale, without its constant. */
function logDensity(off: number, variance: number): number {
  return -0.5 * Math.log(variance) - 3 * Math.log(1 + (off * off) / (5 * variance));
}

describe('cellLikelihood', () => {
  it('is the product of the readers t-densities, the best cell 1', () => {
    const level = fc.double({ min: -100, max: -30, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(level, { minLength: 6, maxLength: 6 }),
        fc.constantFrom(0.5, 0.8, 1),
        (levelsDbm, exponent) => {
          const work = workspace();
          cellLikelihood(work, maps, { ...heardAt(3, 3), levelsDbm }, exponent);
          const logs = Float64Array.from(
            { length: grid.count },
            (_, cell) =>
              exponent *
              levelsDbm.reduce((sum, dbm, reader) => {
                const map = maps.byReader[reader]!;
                const own =
                  (Math.floor(cell / grid.columns) - map.row) * map.columns + (cell % grid.columns) - map.column;
                return sum + logDensity(dbm - map.expectedDbm[own], table.sigmaDb[reader] ** 2 + 16 / 4);
              }, 0),
          );
          const best = Math.max(...logs);
          for (let cell = 0; cell < grid.count; cell += 37)
            expect(work.likelihood[cell]).toBeCloseTo(Math.exp(logs[cell] - best), 3);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('is highest near the tag', () => {
    const work = workspace();
    cellLikelihood(work, maps, heardAt(6.25, 4.25), 1);
    let best = 0;
    for (let cell = 0; cell < grid.count; cell++) if (work.likelihood[cell] > work.likelihood[best]) best = cell;
    expect([best % grid.columns, Math.floor(best / grid.columns)]).toEqual([12, 8]);
  });

  it('works on a part of the floor as on the whole', () => {
    const whole = workspace();
    const part = workspace();
    setArea(part, { column: 5, row: 5, columns: 20, rows: 10 });
    cellLikelihood(whole, maps, heardAt(6.25, 4.25), 1);
    cellLikelihood(part, maps, heardAt(6.25, 4.25), 1);
    for (const cell of [8 * 40 + 12, 9 * 40 + 20, 5 * 40 + 5])
      expect(part.likelihood[cell]).toBeCloseTo(whole.likelihood[cell], 9);
  });

  it('says nothing when no reader with a map heard the tag', () => {
    const work = workspace();
    expect(cellLikelihood(work, maps, { count: 1, readers: [99], levelsDbm: [-60], packets: [1] }, 1)).toBe(0);
    expect(work.likelihood[0]).toBe(1);
  });
});
