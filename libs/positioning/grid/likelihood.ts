import type { GridWorkspace } from './grid-workspace.js';
import { freedom, scale } from './level-error.js';
import { type LevelMaps, reachDbm } from './level-maps.js';
import { mixFingerprints } from './mix-fingerprints.js';
import { packetKind, takeOut } from './silence.js';
import { exp2, log2 } from './table-logarithm.js';

/** Levels of one window, by place in the reader table; any LevelWindow will do. */
export interface HeardLevels {
  count: number;
  readers: ArrayLike<number>;
  levelsDbm: ArrayLike<number>;
  packets: ArrayLike<number>;
}

/**
 * Likelihood of what was heard for each cell of the workspace's rectangle, the best cell 1, raised to `exponent`.
 *
 * A level's error is Student-t with 5 degrees of freedom (Lange, Little and Taylor, "Robust statistical modeling using
 * the t distribution", J. Am. Stat. Assoc. 84, 1989) with variance v = map + packet / packets; with squared error d2
 * its density is proportional to v^2.5 / (5 v + d2)^3. Numerators and denominators are multiplied up over the
 * readers, so that no logarithm is needed in the inner loop. Places that were surveyed are mixed in where there are
 * any. Readers that did not hear the tag count where the maps say what their silence means.
 *
 * @returns how many readers counted; 0 leaves the likelihood at 1 everywhere
 */
export function cellLikelihood(work: GridWorkspace, maps: LevelMaps, heard: HeardLevels, exponent: number): number {
  const { grid, numerator, denominator, likelihood, silent, column, row, columns, rows } = work;
  const stride = grid.columns;
  const kind = maps.silence ? packetKind(heard) : 0;
  const together = maps.silence && maps.silence.together[kind];
  for (let r = row; r < row + rows; r++) {
    const first = r * stride + column;
    numerator.fill(1, first, first + columns);
    denominator.fill(1, first, first + columns);
    if (together) silent.set(together.subarray(first, first + columns), first);
  }
  let counted = 0;
  for (let i = 0; i < heard.count; i++) {
    const map = maps.byReader[heard.readers[i]];
    if (!map) continue;
    counted++;
    const level = heard.levelsDbm[i];
    const packetVariance = maps.packetVarianceDb2 / Math.max(1, heard.packets[i]);
    const wholeVariance = map.varianceDb2 + packetVariance;
    const { expectedDbm, cellVarianceDb2 } = map;
    const beyond = level - reachDbm;
    const beyondVariance = wholeVariance * scale;
    const beyondSum = (freedom * wholeVariance + beyond * beyond) * scale;
    const from = Math.max(column, map.column);
    const to = Math.min(column + columns, map.column + map.columns);
    for (let r = row; r < row + rows; r++) {
      const line = r * stride;
      const within = r >= map.row && r < map.row + map.rows && to > from;
      const start = within ? from : column + columns;
      const end = within ? to : column + columns;
      for (let cell = line + column; cell < line + start; cell++) {
        numerator[cell] *= beyondVariance;
        denominator[cell] *= beyondSum;
      }
      let own = (r - map.row) * map.columns + start - map.column;
      if (maps.silence)
        takeOut(silent, line + start, line + end, expectedDbm, own, maps.silence.byLevel[kind][heard.readers[i]]!);
      if (cellVarianceDb2)
        for (let cell = line + start; cell < line + end; cell++, own++) {
          const off = level - expectedDbm[own];
          const variance = cellVarianceDb2[own] + packetVariance;
          numerator[cell] *= variance * scale;
          denominator[cell] *= (freedom * variance + off * off) * scale;
        }
      else
        for (let cell = line + start; cell < line + end; cell++, own++) {
          const off = level - expectedDbm[own];
          numerator[cell] *= beyondVariance;
          denominator[cell] *= (freedom * wholeVariance + off * off) * scale;
        }
      for (let cell = line + end; cell < line + column + columns; cell++) {
        numerator[cell] *= beyondVariance;
        denominator[cell] *= beyondSum;
      }
    }
  }

  // Logarithm of the product of v^2.5 / (5 v + d2)^3 = (N / D)^3 / sqrt(N).
  for (let r = row; r < row + rows; r++) {
    const last = r * stride + column + columns;
    for (let cell = r * stride + column; cell < last; cell++)
      likelihood[cell] = 2.5 * log2(numerator[cell]) - 3 * log2(denominator[cell]);
  }
  if (counted > 0 && maps.fingerprints) mixFingerprints(work, maps.fingerprints, heard, maps.packetVarianceDb2);
  let best = -Infinity;
  for (let r = row; r < row + rows; r++) {
    const last = r * stride + column + columns;
    for (let cell = r * stride + column; cell < last; cell++) {
      if (together) likelihood[cell] += silent[cell];
      if (likelihood[cell] > best) best = likelihood[cell];
    }
  }
  for (let r = row; r < row + rows; r++) {
    const last = r * stride + column + columns;
    for (let cell = r * stride + column; cell < last; cell++)
      likelihood[cell] = likelihood[cell] === best ? 1 : exp2(exponent * (likelihood[cell] - best));
  }
  return counted;
}
