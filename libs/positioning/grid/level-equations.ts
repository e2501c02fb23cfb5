import type { Radio } from '#contracts/floorplan';
import { cholesky, choleskySolve } from './cholesky.js';

/** Standard deviations of what is expected before any sample: between equal devices, and of exponents and walls. */
const levelSpreadDb = 6;
const exponentSpread = 0.6;
const usualExponent = 2;
const commonExponentSpread = 1;
const usualLevelDbm = -59;
const commonLevelSpreadDb = 30;
const usualWallDb = 4;
const wallSpreadDb = 4;
/** The common spread counts as much as this many samples when a reader's own spread is told. */
const sigmaPriorSamples = 10;
const leastSigmaDb = 0.5;

/** A fitted law: level = level at 1 m + exponent * log - loss * walls, log = -10 log10(distance in metres). */
export interface LevelLaw {
  readers: Radio[];
  /** Loss of one wall, dB. */
  wallLossDb: number;
  /** Spread around the whole law, dB. */
  sigmaDb: number;
}

/**
 * Normal equations of level, exponent and wall loss of all readers at once, to which weighted samples are added. Unknowns:
 * common level, common exponent, wall loss, then each reader's own level and exponent beyond the common. Solved with
 * priors (ridge regression; Hoerl and Kennedy, Technometrics 12, 1970), so that a reader strays from the common law
 * only as far as its own samples show.
 */
export class LevelEquations {
  readonly #size: number;
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  /** Weight and sum of squared levels of each reader. */
  readonly #weights: Float64Array;
  #squares = 0;
  readonly #columns = new Int32Array(5);
  readonly #values = new Float64Array(5);

  constructor(readonly readerCount: number) {
    this.#size = 3 + 2 * readerCount;
    this.#matrix = new Float64Array(this.#size ** 2);
    this.#right = new Float64Array(this.#size);
    this.#weights = new Float64Array(readerCount);
    this.#columns.set([0, 1, 2, 0, 0]);
  }

  add(reader: number, log: number, crossings: number, levelDbm: number, weight = 1): void {
    const columns = this.#columns;
    const values = this.#values;
    columns[3] = 3 + 2 * reader;
    columns[4] = 4 + 2 * reader;
    values[0] = values[3] = 1;
    values[1] = values[4] = log;
    values[2] = -crossings;
    for (let a = 0; a < 5; a++) {
      this.#right[columns[a]] += weight * values[a] * levelDbm;
      const row = columns[a] * this.#size;
      for (let b = 0; b < 5; b++) this.#matrix[row + columns[b]] += weight * values[a] * values[b];
    }
    this.#weights[reader] += weight;
    this.#squares += weight * levelDbm * levelDbm;
  }

  /** The most likely law; without walls, their loss is 0. A wall that would strengthen a signal is left out too. */
  solve(withWalls: boolean): LevelLaw {
    let sigma = 5;
    let solution = this.#solveAt(sigma, withWalls);
    for (let round = 0; round < 4; round++) {
      if (withWalls && solution[2] < 0) withWalls = false;
      solution = this.#solveAt(sigma, withWalls);
      sigma = this.#sigmaOf(solution);
    }
    const readers = Array.from({ length: this.readerCount }, (_, reader): Radio => ({
      levelAt1mDbm: within(solution[0] + solution[3 + 2 * reader], -127, 20),
      pathLossExponent: within(solution[1] + solution[4 + 2 * reader], 0.5, 6),
      sigmaDb: within(sigma, leastSigmaDb, 20),
    }));
    return { readers, wallLossDb: withWalls ? Math.max(0, solution[2]) : 0, sigmaDb: sigma };
  }

  #solveAt(sigma: number, withWalls: boolean): Float64Array {
    const size = this.#size;
    const matrix = this.#matrix.slice();
    const right = this.#right.slice();
    const believe = (unknown: number, value: number, spread: number) => {
      matrix[unknown * size + unknown] += (sigma / spread) ** 2;
      right[unknown] += value * (sigma / spread) ** 2;
    };
    believe(0, usualLevelDbm, commonLevelSpreadDb);
    believe(1, usualExponent, commonExponentSpread);
    believe(2, withWalls ? usualWallDb : 0, withWalls ? wallSpreadDb : 1e-4);
    for (let reader = 0; reader < this.readerCount; reader++) {
      believe(3 + 2 * reader, 0, levelSpreadDb);
      believe(4 + 2 * reader, 0, exponentSpread);
    }
    cholesky(matrix, size);
    choleskySolve(matrix, size, right);
    return right;
  }

  /** Root mean square of what the law leaves: y'y - 2 b'x + x'A x. */
  #sigmaOf(solution: Float64Array): number {
    const size = this.#size;
    let left = this.#squares;
    for (let a = 0; a < size; a++) {
      let product = 0;
      for (let b = 0; b < size; b++) product += this.#matrix[a * size + b] * solution[b];
      left += solution[a] * (product - 2 * this.#right[a]);
    }
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    return Math.max(leastSigmaDb, Math.sqrt(Math.max(0, left) / Math.max(1, total - 3)));
  }
}

/** A reader's own spread from the squares of its residuals, drawn towards the common one where there are few. */
export function ownSigma(commonDb: number, squares: number, samples: number): number {
  return within(
    Math.sqrt((sigmaPriorSamples * commonDb * commonDb + squares) / (sigmaPriorSamples + samples)),
    leastSigmaDb,
    20,
  );
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
