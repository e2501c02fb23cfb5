import { distanceOfLevel } from './path-loss.js';
import type { ReaderTable } from './reader-table.js';

/** What the engine is measured against: simple rules fed with the same levels and the same calibration. */
export interface Place {
  x: number;
  y: number;
}

/** The place of the reader that heard the tag loudest; of equals the first. */
export function nearestReader(
  table: ReaderTable,
  readers: ArrayLike<number>,
  levelsDbm: ArrayLike<number>,
  count: number,
): Place {
  let loudest = 0;
  for (let i = 1; i < count; i++) if (levelsDbm[i] > levelsDbm[loudest]) loudest = i;
  return { x: table.x[readers[loudest]], y: table.y[readers[loudest]] };
}

/** Mean place of the readers, each weighted by distance^-exponent, the distance from its own path loss. */
export function weightedCentroid(
  table: ReaderTable,
  readers: ArrayLike<number>,
  levelsDbm: ArrayLike<number>,
  count: number,
  exponent: number,
): Place {
  let weights = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < count; i++) {
    const weight = distanceOfLevel(table, readers[i], levelsDbm[i]) ** -exponent;
    weights += weight;
    x += weight * table.x[readers[i]];
    y += weight * table.y[readers[i]];
  }
  return { x: x / weights, y: y / weights };
}
