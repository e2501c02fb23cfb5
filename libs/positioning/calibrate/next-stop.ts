import type { Point } from '#contracts/geometry';
import { distanceToBoundary } from '#floorplan/polygon';
import { ZoneIndex } from '#floorplan/zone-index';
import { type FloorGrid, cellX, cellY } from '../grid/floor-grid.js';
import { reachDbm, type LevelMaps } from '../grid/level-maps.js';
import type { ShadowingKernel } from '../grid/survey-residual.js';
import type { CalibrationFloor } from './calibration-floor.js';

export interface NextStopAdvice {
  next: { x: number; y: number; zoneId: number; gain: number } | null;
  /** Share of what stops can tell of the map that is known, 0 to 1. */
  knownShare: number;
  /** About so many stops in all are worth the walk. */
  worthwhileStops: number;
}

/**
 * What shadowing looks like indoors, its reach on the short side of what recorded sites showed (4 and 6 m). Not that of
 * the floor's own fit: from a few stops it is told badly, and what is called known must not shrink as stops are added.
 */
const kernel: ShadowingKernel = { lengthM: 3, spreadDb: 4, noiseDb: 2 };

/** So many places at most are weighed against one another. */
const mostCandidates = 500;
/** Nobody stands with the nose to the wall, metres. */
const offWallM = 0.4;
/** A stop that adds less than this share of what the first one added is hardly worth the walk. */
const worthAWalk = 0.3;
const fewestStops = 10;
const mostStops = 40;
/** Where people are in the way, or a tag never rests: proposed only when nothing else is left. */
const unwelcome = new Set(['lift', 'stairs', 'theatre']);

interface Candidate {
  x: number;
  y: number;
  zone: number;
  /** How many readers reach it. */
  weight: number;
}

/**
 * Where a survey stop tells most: the place that leaves the least variance over the whole radio map, summed over cells and
 * the readers that reach them (Gaussian process; A-optimal design, one greedy step at a time: Krause, Singh and Guestrin,
 * J. Mach. Learn. Res. 9, 2008). All readers share the stops, so one process serves them all.
 * @param skipZones zones that cannot be entered now
 */
export function adviseNextStop(
  floor: CalibrationFloor,
  maps: LevelMaps,
  stops: readonly { x: number; y: number }[],
  skipZones: ReadonlySet<number> = new Set(),
): NextStopAdvice {
  const candidates = candidatesOf(floor, maps);
  const size = candidates.length;
  const nothing: NextStopAdvice = { next: null, knownShare: 0, worthwhileStops: stops.length };
  if (size === 0) return nothing;
  const { lengthM, spreadDb, noiseDb } = kernel;
  const noise = (noiseDb / spreadDb) ** 2;
  // Covariance between candidates given the stops, as share of the spread; each stop takes its part out.
  const covariance = new Float64Array(size * size);
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++)
      covariance[a * size + b] = covariance[b * size + a] = nearness(candidates[a], candidates[b], lengthM);
  const whole = candidates.reduce((sum, { weight }) => sum + weight, 0);
  const first = Math.max(...gainsOf(covariance, candidates, noise));
  for (const stop of stops) takeOut(covariance, size, nearestTo(candidates, stop), noise);
  const left = candidates.reduce((sum, { weight }, a) => sum + weight * covariance[a * size + a], 0);

  const gains = gainsOf(covariance, candidates, noise);
  const open = (welcome: boolean) =>
    best(gains, (a) => {
      const { id, kind } = floor.zones[candidates[a].zone];
      return !skipZones.has(id) && unwelcome.has(kind) !== welcome;
    });
  let chosen = open(true);
  if (chosen < 0 || gains[chosen] < (worthAWalk / 3) * first) {
    const other = open(false);
    if (chosen < 0 || (other >= 0 && gains[other] > gains[chosen])) chosen = other;
  }
  return {
    next:
      chosen < 0
        ? null
        : {
            x: candidates[chosen].x,
            y: candidates[chosen].y,
            zoneId: floor.zones[candidates[chosen].zone].id,
            gain: gains[chosen] / whole,
          },
    knownShare: 1 - left / whole,
    worthwhileStops: stopsWorthwhile(covariance, candidates, noise, first, stops.length),
  };
}

/** Goes on in thought, always to the best place, until a stop is not worth its walk any more. */
function stopsWorthwhile(
  covariance: Float64Array,
  candidates: readonly Candidate[],
  noise: number,
  first: number,
  soFar: number,
): number {
  let count = soFar;
  while (count < mostStops) {
    const gains = gainsOf(covariance, candidates, noise);
    const chosen = best(gains, () => true);
    if (count >= fewestStops && gains[chosen] < worthAWalk * first) break;
    takeOut(covariance, candidates.length, chosen, noise);
    count++;
  }
  return count;
}

/** Variance that a stop at each candidate would take from the map. */
function gainsOf(covariance: Float64Array, candidates: readonly Candidate[], noise: number): Float64Array {
  const size = candidates.length;
  const gains = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    let sum = 0;
    for (let b = 0; b < size; b++) sum += candidates[b].weight * covariance[a * size + b] ** 2;
    gains[a] = sum / (covariance[a * size + a] + noise);
  }
  return gains;
}

/** What is known after a stop at one candidate: the covariance given its value (Rasmussen and Williams, equation 2.24). */
function takeOut(covariance: Float64Array, size: number, at: number, noise: number): void {
  const row = covariance.slice(at * size, (at + 1) * size);
  const scale = 1 / (row[at] + noise);
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) covariance[a * size + b] -= row[a] * row[b] * scale;
}

function nearness(a: { x: number; y: number }, b: { x: number; y: number }, lengthM: number): number {
  return Math.exp(-Math.hypot(a.x - b.x, a.y - b.y) / lengthM);
}

function best(gains: Float64Array, allowed: (candidate: number) => boolean): number {
  let found = -1;
  for (let a = 0; a < gains.length; a++) if (allowed(a) && (found < 0 || gains[a] > gains[found])) found = a;
  return found;
}

function nearestTo(candidates: readonly Candidate[], { x, y }: { x: number; y: number }): number {
  let found = 0;
  let least = Infinity;
  candidates.forEach((candidate, a) => {
    const distance = Math.hypot(candidate.x - x, candidate.y - y);
    if (distance < least) {
      least = distance;
      found = a;
    }
  });
  return found;
}

/** Walkable places inside zones on an even raster, each with the number of readers that reach it. */
function candidatesOf(floor: CalibrationFloor, maps: LevelMaps): Candidate[] {
  const { grid } = maps;
  const zones = new ZoneIndex(floor.zones);
  let every = 1;
  for (;;) {
    const found = rasterOf(grid, every, floor.zones, zones);
    if (found.length <= mostCandidates)
      return found
        .map(({ cell, ...place }) => ({ ...place, weight: reachingReaders(maps, cell) }))
        .filter(({ weight }) => weight > 0);
    every++;
  }
}

function rasterOf(grid: FloorGrid, every: number, polygons: CalibrationFloor['zones'], zones: ZoneIndex) {
  const found: { x: number; y: number; zone: number; cell: number }[] = [];
  const first = every >> 1;
  for (let row = first; row < grid.rows; row += every)
    for (let column = first; column < grid.columns; column += every) {
      const cell = row * grid.columns + column;
      const x = cellX(grid, cell);
      const y = cellY(grid, cell);
      const zone = zones.zoneAt(x, y);
      if (zone >= 0 && distanceToBoundary(x, y, polygons[zone].polygon as Point[]) >= offWallM)
        found.push({ x, y, zone, cell });
    }
  return found;
}

function reachingReaders(maps: LevelMaps, cell: number): number {
  const column = cell % maps.grid.columns;
  const row = Math.floor(cell / maps.grid.columns);
  let reaching = 0;
  for (const map of maps.byReader) {
    if (!map) continue;
    const c = column - map.column;
    const r = row - map.row;
    if (c >= 0 && r >= 0 && c < map.columns && r < map.rows && map.expectedDbm[r * map.columns + c] > reachDbm)
      reaching++;
  }
  return reaching;
}
