import { createRequire } from 'node:module';
import { type Place, nearestReader } from '#positioning/baselines';
import { distanceOfLevel, rangeAlongFloor } from '#positioning/path-loss';
import type { ReaderTable } from '#positioning/reader-table';

/** The package has no types: a list of [x, y, distance] in, [x, y] out; it needs three. */
const trilat = createRequire(import.meta.url)('trilat') as (ranges: number[][], allowedDistance?: number) => number[];

/**
 * The npm package `trilat` on the three loudest readers, with ranges from the same calibration as everything
 * else. With fewer than three readers it has no answer; the nearest reader stands in for it.
 */
export function trilatPlace(
  table: ReaderTable,
  readers: ArrayLike<number>,
  levelsDbm: ArrayLike<number>,
  count: number,
  tagHeightM: number,
): Place {
  if (count < 3) return nearestReader(table, readers, levelsDbm, count);
  const loudest = Array.from({ length: count }, (_, i) => i)
    .sort((a, b) => levelsDbm[b] - levelsDbm[a])
    .slice(0, 3);
  const [x, y] = trilat(
    loudest.map((i) => {
      const reader = readers[i];
      const range = rangeAlongFloor(distanceOfLevel(table, reader, levelsDbm[i]), table.z[reader], tagHeightM);
      return [table.x[reader], table.y[reader], range];
    }),
  );
  return { x, y };
}
