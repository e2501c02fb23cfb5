import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintBytes, fingerprintsOf } from './fingerprints.js';
import { cellAt, cellX, cellY } from './floor-grid.js';
import { setArea } from './grid-workspace.js';
import type { LevelMaps } from './level-maps.js';
import { cellLikelihood } from './likelihood.js';
import { grid, heardAt, maps, table, workspace } from './scene-for-tests.js';

/** What all readers heard at a place, some decibels off what the maps expect. */
function surveyed(x: number, y: number, offsetDb: (reader: number) => number = () => 0) {
  return Array.from(heardAt(x, y, offsetDb).levelsDbm, (levelDbm, reader) => ({ reader, x, y, levelDbm }));
}
function withPlaces(survey: ReturnType<typeof surveyed>): LevelMaps {
  return { ...maps, fingerprints: fingerprintsOf(grid, maps.byReader, survey) };
}
/** Student-t density with 5 degrees of freedom and this squared scale, without its constant. */
const density = (off: number, variance: number) => variance ** -0.5 * (1 + (off * off) / (5 * variance)) ** -3;

const place: [number, number] = [5.25, 4.25];
const odd = (reader: number) => (reader % 2 === 0 ? 7 : -7);

describe('fingerprintsOf', () => {
  it('makes one place of what was heard within half a metre', () => {
    const prints = fingerprintsOf(grid, maps.byReader, [
      ...surveyed(5.1, 4.1),
      ...surveyed(5.3, 4.3),
      ...surveyed(9, 9),
    ])!;
    expect(prints.count).toBe(2);
    expect(prints.levelsDbm[3]![0]).toBeCloseTo(
      (heardAt(5.1, 4.1).levelsDbm[3] + heardAt(5.3, 4.3).levelsDbm[3]) / 2,
      4,
    );
    // Two numbers for each reader and place, one for each cell; the rest is small.
    const bytes = 2 * 6 * 2 * 4 + grid.count * 4;
    expect(fingerprintBytes(prints)).toBeGreaterThanOrEqual(bytes);
    expect(fingerprintBytes(prints)).toBeLessThan(bytes + 1000);
  });

  it('takes from the map what a reader did not hear there', () => {
    const prints = fingerprintsOf(
      grid,
      maps.byReader,
      surveyed(...place).filter(({ reader }) => reader !== 4),
    )!;
    expect(prints.levelsDbm[4]![0]).toBeCloseTo(heardAt(...place).levelsDbm[4], 4);
  });

  it('is nothing without a place', () => {
    expect(fingerprintsOf(grid, maps.byReader, [])).toBeNull();
  });
});

describe('cellLikelihood with surveyed places', () => {
  it('is the mean of maps and places near a cell, weighted by their nearness', () => {
    const other: [number, number] = [6, 4.75];
    const known = withPlaces([...surveyed(...place, odd), ...surveyed(...other)]);
    const level = fc.double({ min: -90, max: -40, noNaN: true });
    fc.assert(
      fc.property(fc.array(level, { minLength: 6, maxLength: 6 }), (levelsDbm) => {
        const heard = { ...heardAt(...place), levelsDbm };
        const bare = workspace();
        const mixed = workspace();
        cellLikelihood(bare, maps, heard, 1);
        cellLikelihood(mixed, known, heard, 1);
        const fit = (levels: ArrayLike<number>) =>
          levelsDbm.reduce((product, dbm, reader) => {
            const variance = table.sigmaDb[reader] ** 2 + maps.packetVarianceDb2 / 4;
            return product * density(dbm - levels[reader], variance);
          }, 1);
        const expected = (cell: number) => {
          const x = cellX(grid, cell);
          const y = cellY(grid, cell);
          const weight = (at: readonly [number, number]) => {
            const off = Math.hypot(x - at[0], y - at[1]);
            return off <= 1.25 ? Math.exp(-0.5 * (off / 0.5) ** 2) : 0;
          };
          const sum =
            weight(place) * fit(heardAt(...place, odd).levelsDbm) + weight(other) * fit(heardAt(...other).levelsDbm);
          return (sum + fit(heardAt(x, y).levelsDbm)) / (weight(place) + weight(other) + 1);
        };
        const far = cellAt(grid, 8, 2);
        for (const [x, y] of [place, other, [5.75, 4.25], [5.25, 5.25]]) {
          const near = cellAt(grid, x, y);
          const ratio = mixed.likelihood[near] / mixed.likelihood[far];
          expect(Math.log(ratio)).toBeCloseTo(Math.log(expected(near) / expected(far)), 1);
        }
        // Where nothing was surveyed the maps alone count.
        const apart = cellAt(grid, 15, 9);
        expect(Math.log(mixed.likelihood[apart] / mixed.likelihood[far])).toBeCloseTo(
          Math.log(bare.likelihood[apart] / bare.likelihood[far]),
          2,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('knows a place again by levels that the maps do not expect there', () => {
    const heard = heardAt(...place, odd);
    const share = (source: LevelMaps) => {
      const work = workspace();
      cellLikelihood(work, source, heard, 1);
      const sum = work.likelihood.reduce((total, value) => total + value, 0);
      return work.likelihood[cellAt(grid, ...place)] / sum;
    };
    expect(share(withPlaces(surveyed(...place, odd)))).toBeGreaterThan(5 * share(maps));
    expect(share(withPlaces(surveyed(...place)))).toBeLessThan(2 * share(maps));
  });

  it('works on a part of the floor as on the whole', () => {
    const known = withPlaces([...surveyed(...place, odd), ...surveyed(16, 9)]);
    const whole = workspace();
    const part = workspace();
    setArea(part, { column: 5, row: 5, columns: 12, rows: 10 });
    cellLikelihood(whole, known, heardAt(...place, odd), 1);
    cellLikelihood(part, known, heardAt(...place, odd), 1);
    const home = cellAt(grid, ...place);
    for (const cell of [home + 1, home + 42, home - 3])
      expect(part.likelihood[cell] / part.likelihood[home]).toBeCloseTo(
        whole.likelihood[cell] / whole.likelihood[home],
        3,
      );
  });
});
