import type { Radio } from '#contracts/floorplan';
import type { Point } from '#contracts/geometry';
import { type Wall, wallsBetween } from '#floorplan/walls';
import { nearestM } from '../path-loss.js';
import { cholesky, choleskySolve } from './cholesky.js';

/** A level of one reader at a known place; metres, dBm. */
export interface PlacedLevel {
  reader: number;
  x: number;
  y: number;
  levelDbm: number;
}

export interface LevelModel {
  readers: Radio[];
  /** Loss of one wall, dB; 0 where there are no walls or they do not weaken. */
  wallLossDb: number;
  /** Height of readers above the tag, used where heights are not known, metres. */
  heightM: number;
  /** Spread around the whole model, dB. */
  sigmaDb: number;
}

/** Standard deviations of what is expected before any sample: between equal devices, and of exponents and walls. */
const levelSpreadDb = 6;
const exponentSpread = 0.6;
const usualExponent = 2;
const commonExponentSpread = 1;
const usualWallDb = 4;
const wallSpreadDb = 4;
const heightsM = [0.3, 0.7, 1, 1.5, 2, 3];

/**
 * Fits level, exponent and wall loss to surveyed levels, all at once: least squares with priors (ridge regression;
 * Hoerl and Kennedy, Technometrics 12, 1970), in which a reader strays from the common law only as far as its own
 * samples show. Where the height of a reader is not known (NaN), one height that fits best serves all such readers.
 * @throws RangeError without samples
 */
export function fitLevelModel(
  samples: readonly PlacedLevel[],
  readers: readonly { x: number; y: number; z: number }[],
  tagHeightM: number,
  walls: readonly Wall[],
): LevelModel {
  if (samples.length === 0) throw new RangeError('fitting a level model needs at least one surveyed level');
  const crossings = samples.map(({ reader, x, y }) =>
    walls.length > 0 ? wallsBetween([readers[reader].x, readers[reader].y], [x, y] as Point, walls, 1).crossings : 0,
  );
  const unknownHeight = readers.some((reader) => Number.isNaN(reader.z));
  let best: (LevelModel & { cost: number }) | null = null;
  for (const heightM of unknownHeight ? heightsM : [0]) {
    const logs = samples.map(({ reader, x, y }) => {
      const { x: rx, y: ry, z } = readers[reader];
      const dz = Number.isNaN(z) ? heightM : z - tagHeightM;
      return -10 * Math.log10(Math.max(nearestM, Math.hypot(x - rx, y - ry, dz)));
    });
    const model = fitAtHeight(samples, readers.length, logs, crossings, heightM);
    if (!best || model.cost < best.cost) best = model;
  }
  const { cost: _cost, ...model } = best!;
  return model;
}

function fitAtHeight(
  samples: readonly PlacedLevel[],
  readerCount: number,
  logs: readonly number[],
  crossings: readonly number[],
  heightM: number,
): LevelModel & { cost: number } {
  let withWalls = crossings.some((count) => count > 0);
  let sigma = 5;
  let solution = new Float64Array(0);
  for (let round = 0; round < 4; round++) {
    solution = solve(samples, readerCount, logs, crossings, withWalls, sigma);
    if (withWalls && solution[2] < 0) {
      withWalls = false;
      solution = solve(samples, readerCount, logs, crossings, withWalls, sigma);
    }
    const squares = samples.reduce((sum, sample, i) => sum + residual(solution, sample, logs[i], crossings[i]) ** 2, 0);
    sigma = Math.max(0.5, Math.sqrt(squares / Math.max(1, samples.length - 3)));
  }
  const squares = new Float64Array(readerCount);
  const counts = new Float64Array(readerCount);
  samples.forEach((sample, i) => {
    squares[sample.reader] += residual(solution, sample, logs[i], crossings[i]) ** 2;
    counts[sample.reader]++;
  });
  const readers = Array.from({ length: readerCount }, (_, reader): Radio => ({
    levelAt1mDbm: within(solution[0] + solution[3 + 2 * reader], -127, 20),
    pathLossExponent: within(solution[1] + solution[4 + 2 * reader], 0.5, 6),
    // The common spread counts as much as ten samples.
    sigmaDb: within(Math.sqrt((10 * sigma * sigma + squares[reader]) / (10 + counts[reader])), 0.5, 20),
  }));
  return { readers, wallLossDb: withWalls ? solution[2] : 0, heightM, sigmaDb: sigma, cost: sigma };
}

/** Unknowns: common level, common exponent, wall loss, then each reader's own level and exponent beyond the common. */
function solve(
  samples: readonly PlacedLevel[],
  readerCount: number,
  logs: readonly number[],
  crossings: readonly number[],
  withWalls: boolean,
  sigma: number,
): Float64Array<ArrayBuffer> {
  const size = 3 + 2 * readerCount;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  const variance = sigma * sigma;
  const believe = (unknown: number, value: number, spread: number) => {
    matrix[unknown * size + unknown] += variance / (spread * spread);
    right[unknown] += (value * variance) / (spread * spread);
  };
  believe(0, -59, 30);
  believe(1, usualExponent, commonExponentSpread);
  believe(2, withWalls ? usualWallDb : 0, withWalls ? wallSpreadDb : 1e-3);
  for (let reader = 0; reader < readerCount; reader++) {
    believe(3 + 2 * reader, 0, levelSpreadDb);
    believe(4 + 2 * reader, 0, exponentSpread);
  }
  samples.forEach(({ reader, levelDbm }, i) => {
    const columns = [0, 1, 2, 3 + 2 * reader, 4 + 2 * reader];
    const values = [1, logs[i], withWalls ? -crossings[i] : 0, 1, logs[i]];
    for (let a = 0; a < 5; a++) {
      right[columns[a]] += values[a] * levelDbm;
      for (let b = 0; b < 5; b++) matrix[columns[a] * size + columns[b]] += values[a] * values[b];
    }
  });
  cholesky(matrix, size);
  choleskySolve(matrix, size, right);
  return right;
}

function residual(solution: Float64Array, sample: PlacedLevel, log: number, crossings: number): number {
  const own = 3 + 2 * sample.reader;
  return (
    sample.levelDbm - (solution[0] + solution[own] + (solution[1] + solution[own + 1]) * log - solution[2] * crossings)
  );
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
