import { describe, expect, it } from 'vitest';
import { levelAtDistance } from '#positioning/path-loss';
import { readerTable } from '#positioning/reader-table';
import { compareWithTruth, comparisonTable, summary } from './compare.js';

const table = readerTable([
  { x: 0, y: 0, z: 1 },
  { x: 10, y: 0, z: 1 },
  { x: 0, y: 10, z: 1 },
  { x: 10, y: 10, z: 1 },
]);
const floor = { table, area: { minX: 0, minY: 0, maxX: 10, maxY: 10 }, tagHeightM: 1 };

/** A tag standing at 3, 4, heard without noise by all four readers once a second. */
const seconds = [1000, 2000, 3000];
const heard = seconds.flatMap((timeMs) => [0, 1, 2, 3].map((reader) => ({ timeMs, reader })));
const readings = {
  readers: heard.map(({ reader }) => reader),
  timesMs: heard.map(({ timeMs }) => timeMs),
  levelsDbm: heard.map(({ reader }) =>
    levelAtDistance(table, reader, Math.hypot(3 - table.x[reader], 4 - table.y[reader])),
  ),
};
const truth = { timesMs: [0, 2500], x: [3, 3], y: [4, 4] };
const positions = seconds.map((atMs) => ({ atMs, x: 3, y: 5, varX: 1, varY: 1, covXY: 0 }));

describe('compareWithTruth', () => {
  const comparison = compareWithTruth([{ readings, truth, positions }], floor);

  it('measures each method at the same moments, where the truth is known', () => {
    expect(comparison.rows.map((row) => [row.method, row.n])).toEqual([
      ['wardmap', 2],
      ['nearest reader', 2],
      ['weighted centroid', 2],
      ['npm trilat', 2],
    ]);
  });

  it('measures distances to the truth', () => {
    const [ours, nearest, , trilat] = comparison.rows;
    expect(ours).toMatchObject({ mean: 1, median: 1, p90: 1 });
    expect(nearest.mean).toBe(5);
    // Ranges without noise: trilateration is right to a few centimetres.
    expect(trilat.mean).toBeLessThan(0.1);
  });

  it('says how often the truth was inside the told ellipse', () => {
    expect(comparison.ellipse90).toBe(1);
    const sure = positions.map((position) => ({ ...position, varX: 0.04, varY: 0.04 }));
    expect(compareWithTruth([{ readings, truth, positions: sure }], floor).ellipse90).toBe(0);
  });

  it('has no rows when no position lies within the truth', () => {
    const late = positions.map((position) => ({ ...position, atMs: position.atMs + 60_000 }));
    expect(compareWithTruth([{ readings, truth, positions: late }], floor).rows).toEqual([]);
  });

  it('prints a line for each method', () => {
    const lines = comparisonTable(comparison).split('\n');
    expect(lines[0]).toMatch(/^error in metres +mean +median +p90 +n$/);
    expect(lines[1]).toMatch(/^wardmap +1\.00 +1\.00 +1\.00 +2$/);
    expect(lines).toHaveLength(6);
  });
});

describe('summary', () => {
  it('gives mean, median and 90th percentile', () => {
    const { mean, median, p90, n } = summary([4, 1, 2, 3, 10]);
    expect([mean, median, n]).toEqual([4, 3, 5]);
    expect(p90).toBeCloseTo(7.6, 9);
    expect(summary([7])).toEqual({ mean: 7, median: 7, p90: 7, n: 1 });
  });
});
