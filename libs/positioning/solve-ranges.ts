import type { Fix } from './fix.js';
import { radius90 } from './radius90.js';

/** Anchors that measure distances (UWB, time of flight), column by column; metres. */
export interface AnchorTable {
  count: number;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  z: ArrayLike<number>;
  /** What a link measures too long, and how much it scatters. */
  biasM: ArrayLike<number>;
  sigmaM: ArrayLike<number>;
}

/** Tukey's biweight is 95 % efficient for normal errors with this constant (Holland and Welsch 1977). */
const tukey = 4.685;
/** Below this, in sigmas, an absolute error is treated as squared, so that the L1 start has a smooth bottom. */
const l1Smooth = 0.5;
/** In the start, a range that is too long counts half: reflections and bodies lengthen ranges, nothing shortens them. */
const tooLongWeight = 0.5;
const l1Rounds = 25;
const tukeyRounds = 10;
/** A fix is never told to be surer than this along an axis, metres: antennas and lever arms are not points. */
const leastSdM = 0.02;

/**
 * Place of a tag from measured distances. A blocked anchor measures too long, by decimetres to metres: the start
 * minimises the sum of absolute errors (iteratively reweighted least squares: Weiszfeld 1937, Schlossmacher 1973), in
 * which such anchors have no pull beyond their direction; then Tukey's biweight leaves them out altogether (Beaton and
 * Tukey, Technometrics 16, 1974). The covariance is that of the ranges which count, widened by their misfit.
 *
 * @param anchors places in the table, `count` of them; `rangesM` in the same order, biases still in
 * @returns false when fewer than three anchors answered: then nothing was written
 */
export function solveRanges(
  table: AnchorTable,
  anchors: ArrayLike<number>,
  rangesM: ArrayLike<number>,
  count: number,
  tagHeightM: number,
  out: Fix,
): boolean {
  if (count < 3) return false;
  let weights = 0;
  let x = 0;
  let y = 0;
  for (let i = 0; i < count; i++) {
    const weight = 1 / Math.max(0.1, rangesM[i]);
    weights += weight;
    x += weight * table.x[anchors[i]];
    y += weight * table.y[anchors[i]];
  }
  x /= weights;
  y /= weights;

  let xx = 0;
  let xy = 0;
  let yy = 0;
  let chi2 = 0;
  let used = 0;
  for (let round = 0; round < l1Rounds + tukeyRounds; round++) {
    const starting = round < l1Rounds;
    xx = xy = yy = chi2 = used = 0;
    let gx = 0;
    let gy = 0;
    for (let i = 0; i < count; i++) {
      const anchor = anchors[i];
      const dx = x - table.x[anchor];
      const dy = y - table.y[anchor];
      const dz = tagHeightM - table.z[anchor];
      const distance = Math.max(1e-3, Math.sqrt(dx * dx + dy * dy + dz * dz));
      const perSigma = 1 / table.sigmaM[anchor];
      const off = (rangesM[i] - table.biasM[anchor] - distance) * perSigma;
      const size = Math.abs(off);
      let weight: number;
      if (starting) weight = (off > 0 ? tooLongWeight : 1) / Math.max(l1Smooth, size);
      else if (size >= tukey) continue;
      else weight = (1 - (size / tukey) ** 2) ** 2;
      const jx = (dx / distance) * perSigma;
      const jy = (dy / distance) * perSigma;
      gx += weight * jx * off;
      gy += weight * jy * off;
      xx += weight * jx * jx;
      xy += weight * jx * jy;
      yy += weight * jy * jy;
      chi2 += weight * off * off;
      used += weight;
    }
    // A trace of stiffness: two anchors in line leave one direction open.
    const stiff = 1e-6 * (xx + yy) + 1e-9;
    const determinant = (xx + stiff) * (yy + stiff) - xy * xy;
    let stepX = ((yy + stiff) * gx - xy * gy) / determinant;
    let stepY = ((xx + stiff) * gy - xy * gx) / determinant;
    const length = Math.hypot(stepX, stepY);
    if (length > 2) {
      stepX *= 2 / length;
      stepY *= 2 / length;
    }
    x += stepX;
    y += stepY;
    if (length < 1e-4) {
      if (!starting) break;
      round = l1Rounds - 1;
    }
  }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 0) || used < 2) return false;
  const widen = Math.max(1, chi2 / Math.max(1, used - 2));
  out.x = x;
  out.y = y;
  out.varX = (yy / determinant) * widen + leastSdM * leastSdM;
  out.varY = (xx / determinant) * widen + leastSdM * leastSdM;
  out.covXY = (-xy / determinant) * widen;
  out.radius90M = radius90(out.varX, out.varY, out.covXY);
  out.readerCount = count;
  out.chi2 = chi2;
  out.method = 'range-fit';
  return true;
}
