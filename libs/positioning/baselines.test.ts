import { describe, expect, it } from 'vitest';
import { nearestReader, weightedCentroid } from './baselines.js';
import { readerTable } from './reader-table.js';

const table = readerTable([
  { x: 0, y: 0, z: 2 },
  { x: 10, y: 0, z: 2 },
  { x: 0, y: 10, z: 2 },
]);

describe('baselines', () => {
  it('take the loudest reader as the place', () => {
    expect(nearestReader(table, [2, 1, 0], [-80, -62, -70], 3)).toEqual({ x: 10, y: 0 });
  });

  it('weigh readers by their distance', () => {
    const { x, y } = weightedCentroid(table, [0, 1], [-59 - 20 * Math.log10(2), -59 - 20 * Math.log10(4)], 2, 2);
    expect(x).toBeCloseTo((10 * (1 / 16)) / (1 / 4 + 1 / 16), 9);
    expect(y).toBe(0);
  });
});
