import type { Fingerprints } from './fingerprints.js';
import type { GridWorkspace } from './grid-workspace.js';
import { freedom, scale } from './level-error.js';
import type { HeardLevels } from './likelihood.js';
import { exp2, log2 } from './table-logarithm.js';

/** Places that fit so much worse than the best one are passed over, binary logarithm. */
const negligible = -12;

/**
 * Mixes what the surveyed places near a cell say of the heard levels into what the maps say, both as binary logarithms in
 * `likelihood`: a kernel density over the places of a survey (Roos, Myllymäki, Tirri, Misikangas and Sievänen, "A
 * probabilistic approach to WLAN user location estimation", Int. J. Wireless Inf. Networks 9, 2002). With w the weight of a
 * place in a cell, p = (p(maps) + sum of w p(place)) / (1 + sum of w): where nothing was surveyed the maps alone count.
 */
export function mixFingerprints(
  work: GridWorkspace,
  prints: Fingerprints,
  heard: HeardLevels,
  packetVarianceDb2: number,
): void {
  const { grid, likelihood, numerator: near, column, row, columns, rows } = work;
  const { first, cells, weights, mapShare, taken, numerator: fit } = prints;
  const count = takePlaces(work, prints);
  if (count === 0) return;
  const best = fitPlaces(prints, count, heard, packetVarianceDb2);
  for (let r = row; r < row + rows; r++) near.fill(0, r * grid.columns + column, r * grid.columns + column + columns);
  for (let i = 0; i < count; i++) {
    if (fit[i] - best < negligible) continue;
    const value = exp2(fit[i] - best);
    for (let own = first[taken[i]]; own < first[taken[i] + 1]; own++) near[cells[own]] += value * weights[own];
  }
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++) {
      const places = near[cell];
      if (places > 0) {
        const maps = likelihood[cell] - best;
        // Seen from the better of both, so that none grows too large for a number.
        likelihood[cell] = best + (maps > 0 ? maps + log2(places * exp2(-maps) + 1) : log2(places + exp2(maps)));
      }
      likelihood[cell] += mapShare[cell];
    }
}

/** Gathers the places that speak for a cell of the rectangle; returns how many. */
function takePlaces(
  { column, row, columns, rows }: GridWorkspace,
  { count, columns: ofColumn, rows: ofRow, reachCells, taken }: Fingerprints,
): number {
  let places = 0;
  for (let place = 0; place < count; place++)
    if (
      ofColumn[place] + reachCells >= column &&
      ofColumn[place] - reachCells < column + columns &&
      ofRow[place] + reachCells >= row &&
      ofRow[place] - reachCells < row + rows
    )
      taken[places++] = place;
  return places;
}

/**
 * Likelihood of what was heard at each place taken, as binary logarithm in `numerator`, by the same law as that of the
 * cells; returns the highest.
 */
function fitPlaces(prints: Fingerprints, count: number, heard: HeardLevels, packetVarianceDb2: number): number {
  const { levelsDbm, variancesDb2, taken, numerator, denominator } = prints;
  numerator.fill(1, 0, count);
  denominator.fill(1, 0, count);
  for (let i = 0; i < heard.count; i++) {
    const levels = levelsDbm[heard.readers[i]];
    const variances = variancesDb2[heard.readers[i]];
    if (!levels || !variances) continue;
    const level = heard.levelsDbm[i];
    const packetVariance = packetVarianceDb2 / Math.max(1, heard.packets[i]);
    for (let own = 0; own < count; own++) {
      const variance = variances[taken[own]] + packetVariance;
      const off = level - levels[taken[own]];
      numerator[own] *= variance * scale;
      denominator[own] *= (freedom * variance + off * off) * scale;
    }
  }
  let best = -Infinity;
  for (let own = 0; own < count; own++) {
    numerator[own] = 2.5 * log2(numerator[own]) - 3 * log2(denominator[own]);
    if (numerator[own] > best) best = numerator[own];
  }
  return best;
}
