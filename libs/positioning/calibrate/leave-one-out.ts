import type { FloorGrid } from '../grid/floor-grid.js';
import { cellX, cellY } from '../grid/floor-grid.js';
import { type LevelMaps, reachDbm } from '../grid/level-maps.js';
import type { HeardLevels } from '../grid/likelihood.js';

/** One level of a reader, and what the other readers of the same window say should have been heard. */
export interface ForetoldLevel {
  levelDbm: number;
  /** Expected under the maps, averaged over where the others put the tag. */
  expectedDbm: number;
  /** Where the others put the tag, metres, and how wide that is. */
  x: number;
  y: number;
  spreadM: number;
}

/** Degrees of freedom of the level error, as in the likelihood. */
const freedom = 5;
/** Cells with less of the belief than this, relative to the best, are left out. */
const negligible = 1e-3;

/** Working memory for `foretellEach`, for one floor. */
export interface ForetellWorkspace {
  logs: Float64Array[];
  total: Float64Array;
}

export function foretellWorkspace(grid: FloorGrid): ForetellWorkspace {
  return { logs: [], total: new Float64Array(grid.count) };
}

/**
 * Foretells the level of each reader of a window from all the others: the grid says from them where the tag may have been, and
 * the maps what the reader should have heard there. A reader is not judged by places that it has a share in.
 * @returns by slot of the window; null for a reader without a map
 */
export function foretellEach(
  maps: LevelMaps,
  heard: HeardLevels,
  exponent: number,
  work: ForetellWorkspace,
): (ForetoldLevel | null)[] {
  const { grid } = maps;
  const { total } = work;
  total.set(grid.prior);
  for (let cell = 0; cell < grid.count; cell++) total[cell] = Math.log(Math.max(1e-9, total[cell])) / exponent;
  for (let slot = 0; slot < heard.count; slot++) {
    const own = (work.logs[slot] ??= new Float64Array(grid.count));
    logLikelihood(maps, heard, slot, own);
    for (let cell = 0; cell < grid.count; cell++) total[cell] += own[cell];
  }
  return Array.from({ length: heard.count }, (_, slot) => {
    if (!maps.byReader[heard.readers[slot]]) return null;
    return foretell(maps, heard, slot, exponent, work);
  });
}

function foretell(
  maps: LevelMaps,
  heard: HeardLevels,
  slot: number,
  exponent: number,
  { logs, total }: ForetellWorkspace,
): ForetoldLevel {
  const { grid } = maps;
  const own = logs[slot];
  let best = -Infinity;
  for (let cell = 0; cell < grid.count; cell++) best = Math.max(best, total[cell] - own[cell]);
  let mass = 0;
  let expected = 0;
  let sumX = 0;
  let sumY = 0;
  let squares = 0;
  const least = best + Math.log(negligible) / exponent;
  for (let cell = 0; cell < grid.count; cell++) {
    const log = total[cell] - own[cell];
    if (log < least) continue;
    const weight = Math.exp(exponent * (log - best));
    const x = cellX(grid, cell);
    const y = cellY(grid, cell);
    mass += weight;
    expected += weight * expectedAt(maps, heard.readers[slot], cell);
    sumX += weight * x;
    sumY += weight * y;
    squares += weight * (x * x + y * y);
  }
  const x = sumX / mass;
  const y = sumY / mass;
  return {
    levelDbm: heard.levelsDbm[slot],
    expectedDbm: expected / mass,
    x,
    y,
    spreadM: Math.sqrt(Math.max(0, squares / mass - x * x - y * y)),
  };
}

function logLikelihood(maps: LevelMaps, heard: HeardLevels, slot: number, out: Float64Array): void {
  const map = maps.byReader[heard.readers[slot]];
  if (!map) {
    out.fill(0);
    return;
  }
  const { grid } = maps;
  const level = heard.levelsDbm[slot];
  const packetVariance = maps.packetVarianceDb2 / Math.max(1, heard.packets[slot]);
  for (let cell = 0; cell < grid.count; cell++) {
    const column = (cell % grid.columns) - map.column;
    const row = Math.floor(cell / grid.columns) - map.row;
    const within = column >= 0 && row >= 0 && column < map.columns && row < map.rows;
    const own = row * map.columns + column;
    const variance = (within && map.cellVarianceDb2 ? map.cellVarianceDb2[own] : map.varianceDb2) + packetVariance;
    const off = level - (within ? map.expectedDbm[own] : reachDbm);
    out[cell] = -0.5 * Math.log(variance) - 3 * Math.log1p((off * off) / (freedom * variance));
  }
}

function expectedAt(maps: LevelMaps, reader: number, cell: number): number {
  const map = maps.byReader[reader]!;
  const column = (cell % maps.grid.columns) - map.column;
  const row = Math.floor(cell / maps.grid.columns) - map.row;
  if (column < 0 || row < 0 || column >= map.columns || row >= map.rows) return reachDbm;
  return map.expectedDbm[row * map.columns + column];
}
