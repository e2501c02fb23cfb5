import type { GridWorkspace } from './grid-workspace.js';

/** What a belief over cells says in a few numbers; written anew for each fix. */
export interface GridAnswer {
  /** Mean of the belief, metres: the place with the least expected squared error. */
  x: number;
  y: number;
  /** Covariance in square metres. */
  varX: number;
  varY: number;
  covXY: number;
  /** Zone with the most belief (place in the floor's list, -1 outside all zones) and its probability. */
  zone: number;
  zoneProbability: number;
  /** The belief has two hills: much of it lies far from the mean, and little at the mean. */
  ambiguous: boolean;
}

export function emptyAnswer(): GridAnswer {
  return { x: 0, y: 0, varX: 0, varY: 0, covXY: 0, zone: -1, zoneProbability: 0, ambiguous: false };
}

/** Where the belief near the mean is less than this share of what one hill of the same spread would have there. */
const hollow = 0.35;

/**
 * Mean, covariance and zone probabilities of the belief density * likelihood * prior over the workspace's rectangle,
 * in one pass; leaves the belief per prior in `density` and the mass of each zone in `zoneMass`.
 * @returns false when no cell has any belief left; then nothing was written
 */
export function answerOf(work: GridWorkspace, withLikelihood: boolean, keep: boolean, out: GridAnswer): boolean {
  const { grid, density, likelihood, zoneMass, column, row, columns, rows } = work;
  const { prior, zone, cellM } = grid;
  zoneMass.fill(0);
  const outside = grid.zoneCount;
  let mass = 0;
  let sumX = 0;
  let sumY = 0;
  let sumXX = 0;
  let sumXY = 0;
  let sumYY = 0;
  for (let r = 0; r < rows; r++) {
    let cell = (row + r) * grid.columns + column;
    let lineMass = 0;
    let lineX = 0;
    let lineXX = 0;
    for (let c = 0; c < columns; c++, cell++) {
      const value = withLikelihood ? density[cell] * likelihood[cell] : density[cell];
      if (keep) density[cell] = value;
      const weight = value * prior[cell];
      if (weight === 0) continue;
      lineMass += weight;
      lineX += weight * c;
      lineXX += weight * c * c;
      const place = zone[cell];
      zoneMass[place < 0 ? outside : place] += weight;
    }
    mass += lineMass;
    sumX += lineX;
    sumXX += lineXX;
    sumY += lineMass * r;
    sumYY += lineMass * r * r;
    sumXY += lineX * r;
  }
  if (!(mass > 0)) return false;
  const meanX = sumX / mass;
  const meanY = sumY / mass;
  const area = cellM * cellM;
  out.x = grid.originX + (column + meanX) * cellM;
  out.y = grid.originY + (row + meanY) * cellM;
  // A tag is anywhere in its cell: a twelfth of the cell's square is added to each variance.
  out.varX = Math.max(0, sumXX / mass - meanX * meanX) * area + area / 12;
  out.varY = Math.max(0, sumYY / mass - meanY * meanY) * area + area / 12;
  out.covXY = (sumXY / mass - meanX * meanY) * area;
  tellZones(zoneMass, mass, out);
  out.ambiguous = isHollow(work, withLikelihood && !keep, mass, meanX, meanY, out);
  return true;
}

/** Zone probabilities of the belief density * prior alone; leaves the mass of each zone in `zoneMass`. */
export function zonesOf(work: GridWorkspace, out: GridAnswer): void {
  const { grid, density, zoneMass, column, row, columns, rows } = work;
  const { prior, zone, zoneCount } = grid;
  zoneMass.fill(0);
  let mass = 0;
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++) {
      const weight = density[cell] * prior[cell];
      mass += weight;
      zoneMass[zone[cell] < 0 ? zoneCount : zone[cell]] += weight;
    }
  tellZones(zoneMass, mass, out);
}

/** Makes probabilities of masses; the last place is outside all zones. */
function tellZones(zoneMass: Float64Array, mass: number, out: GridAnswer): void {
  const outside = zoneMass.length - 1;
  out.zone = -1;
  out.zoneProbability = 0;
  for (let place = 0; place <= outside; place++) {
    zoneMass[place] /= mass;
    if (zoneMass[place] > out.zoneProbability) {
      out.zoneProbability = zoneMass[place];
      out.zone = place === outside ? -1 : place;
    }
  }
}

/** Whether the belief within half a standard deviation of the mean is much less than a normal hill would have there. */
function isHollow(
  work: GridWorkspace,
  withLikelihood: boolean,
  mass: number,
  meanX: number,
  meanY: number,
  { varX, varY, covXY }: GridAnswer,
): boolean {
  const { grid, density, likelihood, column, row, columns, rows } = work;
  const area = grid.cellM * grid.cellM;
  const determinant = varX * varY - covXY * covXY;
  if (determinant < (3 * area) ** 2) return false;
  const reachX = Math.ceil(Math.sqrt(varX) / grid.cellM / 2);
  const reachY = Math.ceil(Math.sqrt(varY) / grid.cellM / 2);
  let found = 0;
  let cells = 0;
  for (let r = Math.max(0, Math.round(meanY) - reachY); r <= Math.min(rows - 1, Math.round(meanY) + reachY); r++)
    for (let c = Math.max(0, Math.round(meanX) - reachX); c <= Math.min(columns - 1, Math.round(meanX) + reachX); c++) {
      const dx = (c - meanX) * grid.cellM;
      const dy = (r - meanY) * grid.cellM;
      if (varY * dx * dx - 2 * covXY * dx * dy + varX * dy * dy > 0.25 * determinant) continue;
      const cell = (row + r) * grid.columns + column + c;
      found += density[cell] * grid.prior[cell] * (withLikelihood ? likelihood[cell] : 1);
      cells++;
    }
  // Peak of the normal hill with this covariance, times the cells looked at.
  return found < hollow * mass * cells * (area / (2 * Math.PI * Math.sqrt(determinant)));
}
