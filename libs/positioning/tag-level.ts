import { type FloorGrid, cellAt } from './grid/floor-grid.js';
import type { LevelMaps } from './grid/level-maps.js';
import type { HeardLevels } from './grid/likelihood.js';

/** By how much a tag is heard louder than the tags for which the maps were made, learnt on its way. */
export interface TagLevel {
  offsetDb: number;
  varianceDb2: number;
  /** Where it was last compared with the maps, metres; NaN before the first time. */
  x: number;
  y: number;
}

/** Transmit power and mounting of tags of one make differ by about this, dB (standard deviation). */
const usualSpreadDb = 2;
/** One place's levels are off by what the maps do not know of it, alike in part for all readers: as if so many readers were one. */
const alikeReaders = 2;
const fewestReaders = 3;
/** Shadowing differs from place to place beyond this, metres; at one place it stays what it is, however often it is heard. */
const anotherPlaceM = 4;
/** Batteries fade: what was learnt at one place counts for so much less at the next, dB squared. */
const driftDb2 = 0.01;

export function newTagLevel(): TagLevel {
  return { offsetDb: 0, varianceDb2: usualSpreadDb ** 2, x: NaN, y: NaN };
}

/**
 * Compares what was heard with what the maps expect where the tag is believed to be, once a place, and moves the offset by
 * as much as that is worth (a scalar Kalman filter).
 * @param heard levels with the present offset taken off already
 */
export function learnTagLevel(
  level: TagLevel,
  grid: FloorGrid,
  maps: LevelMaps,
  heard: HeardLevels,
  x: number,
  y: number,
): void {
  if (Math.hypot(x - level.x, y - level.y) < anotherPlaceM) return;
  const cell = cellAt(grid, x, y);
  const column = cell % grid.columns;
  const row = (cell - column) / grid.columns;
  let weights = 0;
  let sum = 0;
  let readers = 0;
  for (let i = 0; i < heard.count; i++) {
    const map = maps.byReader[heard.readers[i]];
    if (!map) continue;
    const c = column - map.column;
    const r = row - map.row;
    if (c < 0 || r < 0 || c >= map.columns || r >= map.rows) continue;
    const own = r * map.columns + c;
    const variance = (map.cellVarianceDb2?.[own] ?? map.varianceDb2) + maps.packetVarianceDb2 / heard.packets[i];
    weights += 1 / variance;
    sum += (heard.levelsDbm[i] - map.expectedDbm[own]) / variance;
    readers++;
  }
  if (readers < fewestReaders) return;
  level.x = x;
  level.y = y;
  level.varianceDb2 += driftDb2;
  const gain = level.varianceDb2 / (level.varianceDb2 + alikeReaders / weights);
  level.offsetDb += gain * (sum / weights);
  level.varianceDb2 *= 1 - gain;
}
