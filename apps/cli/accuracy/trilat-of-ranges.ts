import { createRequire } from 'node:module';
import type { Place } from '#positioning/baselines';
import type { RangedReader } from './baselines.js';

const trilat = createRequire(import.meta.url)('trilat') as (ranges: number[][], allowedDistance?: number) => number[];

/** The npm package `trilat` on the three nearest anchors; with fewer, the nearest stands in for it. */
export function trilatOfRanges(readers: readonly RangedReader[]): Place {
  const nearest = [...readers].sort((a, b) => a.rangeM - b.rangeM).slice(0, 3);
  if (nearest.length < 3) return nearest[0];
  const [x, y] = trilat(nearest.map((reader) => [reader.x, reader.y, reader.rangeM]));
  return { x, y };
}
