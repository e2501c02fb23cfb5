import { cholesky, choleskySolve, inverseDiagonal, solveLower } from './cholesky.js';

/** What a survey found on top of the path loss at known places, dB, of one reader. */
export interface ResidualSamples {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  residualDb: ArrayLike<number>;
}

/** Hyper-parameters of the process: how far shadowing reaches, how strong it is, and what of it is a place's own. */
export interface ShadowingKernel {
  lengthM: number;
  /** Standard deviations in dB. */
  spreadDb: number;
  noiseDb: number;
}

/** The surveyed residual of one reader, asked for at any place. */
export interface SurveyedResidual {
  meanAt(x: number, y: number): number;
  /** Variance of a level heard there in a long stay: what the survey left open, and the place's own part. */
  varianceAt(x: number, y: number): number;
}

const lengthsM = [1, 1.5, 2, 3, 4, 6, 8];
const noiseShares = [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2];

/**
 * Gaussian-process regression of shadowing with an exponential kernel (Gudmundson, "Correlation model for shadow fading
 * in mobile radio systems", Electron. Lett. 27, 1991; Rasmussen and Williams, Gaussian Processes for Machine
 * Learning, 2006, algorithm 2.1).
 */
export function surveyedResidual(samples: ResidualSamples, kernel: ShadowingKernel): SurveyedResidual {
  const size = samples.x.length;
  const signal = kernel.spreadDb ** 2;
  const noise = kernel.noiseDb ** 2;
  const factor = kernelMatrix(samples, kernel.lengthM, noise / signal);
  cholesky(factor, size);
  const weights = Float64Array.from(samples.residualDb);
  choleskySolve(factor, size, weights);
  const near = new Float64Array(size);
  const nearness = (x: number, y: number) => {
    for (let i = 0; i < size; i++) near[i] = Math.exp(-Math.hypot(x - samples.x[i], y - samples.y[i]) / kernel.lengthM);
  };
  return {
    meanAt(x, y) {
      nearness(x, y);
      let mean = 0;
      for (let i = 0; i < size; i++) mean += near[i] * weights[i];
      return mean;
    },
    varianceAt(x, y) {
      nearness(x, y);
      solveLower(factor, size, near);
      let known = 0;
      for (let i = 0; i < size; i++) known += near[i] * near[i];
      return signal * Math.max(0, 1 - known) + noise;
    },
  };
}

/**
 * The kernel under which each sample is best foretold by the others, over all readers together: leave-one-out
 * predictive density in closed form (Rasmussen and Williams, section 5.4.2; Sundararajan and Keerthi 2001).
 * @returns null when there are too few samples to tell
 */
export function fitShadowingKernel(readers: readonly ResidualSamples[]): ShadowingKernel | null {
  const usable = readers.filter((samples) => samples.x.length >= 4);
  const total = usable.reduce((sum, samples) => sum + samples.x.length, 0);
  if (total < 12) return null;
  let best: ShadowingKernel | null = null;
  let bestDensity = -Infinity;
  for (const lengthM of lengthsM)
    for (const share of noiseShares) {
      let logs = 0;
      let squares = 0;
      for (const samples of usable) {
        const size = samples.x.length;
        const factor = kernelMatrix(samples, lengthM, share);
        cholesky(factor, size);
        const precision = inverseDiagonal(factor, size);
        const weights = Float64Array.from(samples.residualDb);
        choleskySolve(factor, size, weights);
        for (let i = 0; i < size; i++) {
          logs -= Math.log(precision[i]);
          squares += (weights[i] * weights[i]) / precision[i];
        }
      }
      const signal = squares / total;
      const density = -0.5 * (logs + total * Math.log(signal));
      if (density > bestDensity) {
        bestDensity = density;
        best = { lengthM, spreadDb: Math.sqrt(signal), noiseDb: Math.sqrt(signal * share) };
      }
    }
  return best;
}

function kernelMatrix(samples: ResidualSamples, lengthM: number, noiseShare: number): Float64Array {
  const size = samples.x.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      const near = Math.exp(-Math.hypot(samples.x[i] - samples.x[j], samples.y[i] - samples.y[j]) / lengthM);
      matrix[i * size + j] = near;
      matrix[j * size + i] = near;
    }
  for (let i = 0; i < size; i++) matrix[i * size + i] += noiseShare;
  return matrix;
}
