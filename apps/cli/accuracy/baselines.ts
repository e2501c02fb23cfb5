import type { Bounds } from '#contracts/geometry';
import type { Place } from '#positioning/baselines';
import { nelderMead } from './nelder-mead.js';

/** A reader with the distance that its reading was turned into, along the floor, metres. */
export interface RangedReader {
  x: number;
  y: number;
  rangeM: number;
}

/**
 * Linear least squares: the circle of each reader minus that of the nearest one (Caffery, "A new approach to the geometry
 * of TOA location", VTC 2000), kept on the floor.
 */
export function linearLeastSquares(readers: readonly RangedReader[], area: Bounds): Place {
  const sorted = [...readers].sort((a, b) => a.rangeM - b.rangeM);
  const base = sorted[0];
  let xx = 0;
  let xy = 0;
  let yy = 0;
  let bx = 0;
  let by = 0;
  for (const { x, y, rangeM } of sorted.slice(1)) {
    const ax = 2 * (x - base.x);
    const ay = 2 * (y - base.y);
    const b = base.rangeM ** 2 - rangeM ** 2 + x * x - base.x ** 2 + y * y - base.y ** 2;
    xx += ax * ax;
    xy += ax * ay;
    yy += ay * ay;
    bx += ax * b;
    by += ay * b;
  }
  const determinant = xx * yy - xy * xy;
  // Fewer than three readers, or all in one line: no answer; the nearest reader stands in for it.
  if (!(Math.abs(determinant) > 1e-6 * (xx + yy) ** 2)) return { x: base.x, y: base.y };
  return clamp({ x: (yy * bx - xy * by) / determinant, y: (xx * by - xy * bx) / determinant }, area);
}

/**
 * A scale-free fit in the manner of the open home-automation locators: x, y and a common factor of all distances (0.5 to
 * 1.5) by Nelder-Mead; the nearest readers weigh most (Gaussian of the rank), a factor away from 1 costs (5 (1 - s))^2.
 */
export function scaleFreeFit(readers: readonly RangedReader[], area: Bounds): Place {
  const sorted = [...readers].sort((a, b) => a.rangeM - b.rangeM);
  if (sorted.length < 3) {
    const [first, second = first] = sorted;
    return { x: (first.x + second.x) / 2, y: (first.y + second.y) / 2 };
  }
  const weights = sorted.map((_, rank) => Math.exp(-((rank / sorted.length) ** 2) / (2 * 0.3 ** 2)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let startX = 0;
  let startY = 0;
  let nearness = 0;
  for (const { x, y, rangeM } of sorted) {
    const weight = 1 / Math.max(0.1, rangeM) ** 2;
    startX += weight * x;
    startY += weight * y;
    nearness += weight;
  }
  const cost = ([x, y, scale]: readonly number[]) => {
    const within = Math.min(1.5, Math.max(0.5, scale));
    let sum = (5 * (1 - within)) ** 2 + 100 * (scale - within) ** 2;
    for (let i = 0; i < sorted.length; i++) {
      const off = Math.hypot(x - sorted[i].x, y - sorted[i].y) - within * sorted[i].rangeM;
      sum += (weights[i] / total) * off * off;
    }
    return sum;
  };
  const [x, y] = nelderMead(cost, [startX / nearness, startY / nearness, 1], [1, 1, 0.1]);
  return clamp({ x, y }, area);
}

/** Fingerprints of a survey: the mean level of each reader at each place, `missingDbm` where it heard nothing. */
export interface Fingerprint extends Place {
  levelsDbm: Float64Array;
}
/** What a reader that heard nothing counts as, dBm. */
export const missingDbm = -100;

/**
 * Weighted k nearest neighbours in signal space (Bahl and Padmanabhan, "RADAR", INFOCOM 2000), weights 1 / distance.
 */
export function nearestNeighbours(fingerprints: readonly Fingerprint[], levelsDbm: Float64Array, k = 5): Place {
  const near = fingerprints
    .map((fingerprint) => {
      let squares = 0;
      for (let i = 0; i < levelsDbm.length; i++) squares += (levelsDbm[i] - fingerprint.levelsDbm[i]) ** 2;
      return { fingerprint, distance: Math.sqrt(squares) };
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, k);
  let weights = 0;
  let x = 0;
  let y = 0;
  for (const { fingerprint, distance } of near) {
    const weight = 1 / Math.max(0.1, distance);
    weights += weight;
    x += weight * fingerprint.x;
    y += weight * fingerprint.y;
  }
  return { x: x / weights, y: y / weights };
}

export function clamp({ x, y }: Place, area: Bounds): Place {
  return { x: Math.min(area.maxX, Math.max(area.minX, x)), y: Math.min(area.maxY, Math.max(area.minY, y)) };
}
