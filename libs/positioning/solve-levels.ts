import type { Bounds } from '#contracts/geometry';
import type { Fix } from './fix.js';
import { nearestM } from './path-loss.js';
import { radius90 } from './radius90.js';
import type { ReaderTable } from './reader-table.js';
import { solveFewLevels } from './solve-few-levels.js';

/** 10 n log10(d) = levelPerLog * n * ln(d squared). */
const levelPerLog = 5 / Math.LN10;
/** Residuals beyond this many sigmas count linearly (Huber, "Robust Estimation of a Location Parameter", 1964). */
const huberSigmas = 2;
/** Longest step: the linearisation is not to be trusted further, metres. */
const longestStepM = 5;
/** A step shorter than this ends the search; a hundredth of the best possible error, metres. */
const shortestStepM = 0.01;
const mostIterations = 20;

/**
 * Most likely place of a tag from the levels at which readers heard it: least squares in decibels, where the noise
 * of a radio level is normal (Patwari et al., "Relative location estimation in wireless sensor networks",
 * IEEE Trans. Signal Process. 51, 2003), by Levenberg-Marquardt (Marquardt 1963) with Huber weights, inside the
 * floor's bounds, from the centroid weighted by distance^-2. One or two readers: see solveFewLevels.
 *
 * The covariance is (J'WJ)^-1, widened by chi2 per degree of freedom where that is above 1, and combined with
 * the knowledge that the tag is somewhere on the floor.
 *
 * @param readers places in the table of the readers that heard the tag, each once, `count` of them
 * @param levelsDbm their levels, in the same order
 * @param tagHeightM height of the tag above the floor
 * @throws RangeError when count is 0: no evidence is no position
 */
export function solveLevels(
  table: ReaderTable,
  readers: ArrayLike<number>,
  levelsDbm: ArrayLike<number>,
  count: number,
  area: Bounds,
  tagHeightM: number,
  out: Fix,
): void {
  if (count < 3) {
    solveFewLevels(table, readers, levelsDbm, count, area, tagHeightM, out);
    return;
  }
  const { x: readerX, y: readerY, z: readerZ, levelAt1mDbm, pathLossExponent, sigmaDb } = table;

  // Start: centroid weighted by distance^-2, from each reader's own path loss.
  let weights = 0;
  let trialX = 0;
  let trialY = 0;
  for (let i = 0; i < count; i++) {
    const reader = readers[i];
    const weight = Math.exp((levelsDbm[i] - levelAt1mDbm[reader]) / (levelPerLog * pathLossExponent[reader]));
    weights += weight;
    trialX += weight * readerX[reader];
    trialY += weight * readerY[reader];
  }
  trialX = Math.min(area.maxX, Math.max(area.minX, trialX / weights));
  trialY = Math.min(area.maxY, Math.max(area.minY, trialY / weights));

  // A tag anywhere on the floor: a normal distribution twice as wide as the even spread over the floor, so that it
  // bounds the covariance and hardly pulls the place (as wide as the even spread, it pulled tags off the walls).
  const centreX = (area.minX + area.maxX) / 2;
  const centreY = (area.minY + area.maxY) / 2;
  const priorX = 3 / (area.maxX - area.minX) ** 2;
  const priorY = 3 / (area.maxY - area.minY) ** 2;

  let x = trialX;
  let y = trialY;
  let cost = Infinity;
  let chi2 = 0;
  let gradX = 0;
  let gradY = 0;
  let infoXX = 0;
  let infoXY = 0;
  let infoYY = 0;
  let damping = 0.01;

  for (let iteration = 0; iteration < mostIterations; iteration++) {
    const awayX = trialX - centreX;
    const awayY = trialY - centreY;
    let trialCost = awayX * awayX * priorX + awayY * awayY * priorY;
    let trialChi2 = 0;
    let gX = awayX * priorX;
    let gY = awayY * priorY;
    let hXX = priorX;
    let hXY = 0;
    let hYY = priorY;
    for (let i = 0; i < count; i++) {
      const reader = readers[i];
      const dx = trialX - readerX[reader];
      const dy = trialY - readerY[reader];
      const dz = tagHeightM - readerZ[reader];
      const distance2 = Math.max(dx * dx + dy * dy + dz * dz, nearestM * nearestM);
      const perLog = levelPerLog * pathLossExponent[reader];
      const perSigma = 1 / sigmaDb[reader];
      const residual = (levelsDbm[i] - levelAt1mDbm[reader] + perLog * Math.log(distance2)) * perSigma;
      const slope = (2 * perLog * perSigma) / distance2;
      const size = Math.abs(residual);
      const weight = size <= huberSigmas ? 1 : huberSigmas / size;
      trialCost += size <= huberSigmas ? size * size : huberSigmas * (2 * size - huberSigmas);
      trialChi2 += weight * residual * residual;
      const pull = weight * slope * residual;
      const weight2 = weight * slope * slope;
      gX += pull * dx;
      gY += pull * dy;
      hXX += weight2 * dx * dx;
      hXY += weight2 * dx * dy;
      hYY += weight2 * dy * dy;
    }

    if (trialCost < cost) {
      const gain = cost - trialCost;
      x = trialX;
      y = trialY;
      cost = trialCost;
      chi2 = trialChi2;
      gradX = gX;
      gradY = gY;
      infoXX = hXX;
      infoXY = hXY;
      infoYY = hYY;
      damping = Math.max(damping * 0.2, 1e-6);
      if (gain < 1e-4) break;
    } else damping *= 10;

    const aXX = infoXX * (1 + damping);
    const aYY = infoYY * (1 + damping);
    const determinant = aXX * aYY - infoXY * infoXY;
    let stepX = (infoXY * gradY - aYY * gradX) / determinant;
    let stepY = (infoXY * gradX - aXX * gradY) / determinant;
    // At an edge of the floor, slide along it.
    if ((x <= area.minX && stepX < 0) || (x >= area.maxX && stepX > 0)) {
      stepX = 0;
      stepY = -gradY / aYY;
    }
    if ((y <= area.minY && stepY < 0) || (y >= area.maxY && stepY > 0)) {
      stepY = 0;
      stepX = -gradX / aXX;
    }
    const length = Math.sqrt(stepX * stepX + stepY * stepY);
    if (length > longestStepM) {
      stepX *= longestStepM / length;
      stepY *= longestStepM / length;
    }
    trialX = Math.min(area.maxX, Math.max(area.minX, x + stepX));
    trialY = Math.min(area.maxY, Math.max(area.minY, y + stepY));
    if (Math.abs(trialX - x) + Math.abs(trialY - y) < shortestStepM) break;
  }

  const widen = Math.max(1, chi2 / Math.max(1, count - 2));
  const xx = (infoXX - priorX) / widen + priorX;
  const xy = infoXY / widen;
  const yy = (infoYY - priorY) / widen + priorY;
  const determinant = xx * yy - xy * xy;
  out.x = x;
  out.y = y;
  out.varX = yy / determinant;
  out.varY = xx / determinant;
  out.covXY = -xy / determinant;
  out.radius90M = radius90(out.varX, out.varY, out.covXY);
  out.readerCount = count;
  out.chi2 = chi2;
  out.method = 'level-fit';
}
