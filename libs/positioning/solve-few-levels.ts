import type { Bounds } from '#contracts/geometry';
import type { Fix } from './fix.js';
import { nearestM } from './path-loss.js';
import { radius90 } from './radius90.js';
import type { ReaderTable } from './reader-table.js';

const levelPerLog = 5 / Math.LN10;
const ringCount = 16;
const spokeCount = 16;
const spokeX = Float64Array.from({ length: spokeCount }, (_, k) => Math.cos((2 * Math.PI * (k + 0.5)) / spokeCount));
const spokeY = Float64Array.from({ length: spokeCount }, (_, k) => Math.sin((2 * Math.PI * (k + 0.5)) / spokeCount));

/**
 * Where a tag may be that only one or two readers heard: the mean and covariance of all places of the floor, each
 * weighted by how well it explains the levels (Bayes with an even prior over the floor). One reader knows a ring, two
 * know up to two places; a best point would be a lie there, the mean with its wide circle is not.
 *
 * The sum runs over rings around the reader that is nearest by its level, spaced evenly in the logarithm of the
 * distance, because level noise is even in the logarithm of the distance.
 *
 * @throws RangeError when count is 0
 */
export function solveFewLevels(
  table: ReaderTable,
  readers: ArrayLike<number>,
  levelsDbm: ArrayLike<number>,
  count: number,
  area: Bounds,
  tagHeightM: number,
  out: Fix,
): void {
  if (count < 1) throw new RangeError('a position needs the level of at least one reader, got none');
  let nearest = readers[0];
  let nearestLog = Infinity;
  for (let i = 0; i < count; i++) {
    const reader = readers[i];
    const log = (table.levelAt1mDbm[reader] - levelsDbm[i]) / table.pathLossExponent[reader];
    if (log < nearestLog) {
      nearestLog = log;
      nearest = reader;
    }
  }
  const originX = Math.min(area.maxX, Math.max(area.minX, table.x[nearest]));
  const originY = Math.min(area.maxY, Math.max(area.minY, table.y[nearest]));
  const farthest = Math.hypot(area.maxX - area.minX, area.maxY - area.minY);
  const ratio = (farthest / nearestM) ** (1 / ringCount);

  let mass = 0;
  let meanX = 0;
  let meanY = 0;
  let momentXX = 0;
  let momentXY = 0;
  let momentYY = 0;
  let bestChi2 = Infinity;
  for (let ring = 0; ring < ringCount; ring++) {
    const radius = nearestM * ratio ** (ring + 0.5);
    for (let spoke = 0; spoke < spokeCount; spoke++) {
      const dx = radius * spokeX[spoke];
      const dy = radius * spokeY[spoke];
      const x = originX + dx;
      const y = originY + dy;
      if (x < area.minX || x > area.maxX || y < area.minY || y > area.maxY) continue;
      let chi2 = 0;
      for (let i = 0; i < count; i++) {
        const reader = readers[i];
        const offX = x - table.x[reader];
        const offY = y - table.y[reader];
        const offZ = tagHeightM - table.z[reader];
        const distance2 = Math.max(offX * offX + offY * offY + offZ * offZ, nearestM * nearestM);
        const expected =
          table.levelAt1mDbm[reader] - levelPerLog * table.pathLossExponent[reader] * Math.log(distance2);
        const residual = (levelsDbm[i] - expected) / table.sigmaDb[reader];
        chi2 += residual * residual;
      }
      if (chi2 < bestChi2) {
        // Weights are relative to the best place so far; a far too strong or weak level must not round all to zero.
        const scale = bestChi2 === Infinity ? 0 : Math.exp((chi2 - bestChi2) / 2);
        mass *= scale;
        meanX *= scale;
        meanY *= scale;
        momentXX *= scale;
        momentXY *= scale;
        momentYY *= scale;
        bestChi2 = chi2;
      }
      // The patch of floor between two rings and two spokes grows with the square of the radius.
      const weight = radius * radius * Math.exp((bestChi2 - chi2) / 2);
      mass += weight;
      meanX += weight * dx;
      meanY += weight * dy;
      momentXX += weight * dx * dx;
      momentXY += weight * dx * dy;
      momentYY += weight * dy * dy;
    }
  }
  meanX /= mass;
  meanY /= mass;
  out.x = originX + meanX;
  out.y = originY + meanY;
  out.varX = momentXX / mass - meanX * meanX;
  out.varY = momentYY / mass - meanY * meanY;
  out.covXY = momentXY / mass - meanX * meanY;
  out.radius90M = radius90(out.varX, out.varY, out.covXY);
  out.readerCount = count;
  out.chi2 = bestChi2;
  out.method = count === 1 ? 'one-reader' : 'two-readers';
}
