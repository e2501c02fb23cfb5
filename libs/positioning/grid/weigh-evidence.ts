import type { PassJudgement } from '../portal/judge-pass.js';
import type { Portal } from '../portal/portal.js';
import { cellX, cellY } from './floor-grid.js';
import { union } from './follow-on-grid.js';
import { type CellArea, type GridWorkspace, setArea } from './grid-workspace.js';
import type { GridAnswer } from './posterior.js';

/** A place with its covariance: one Gaussian factor of a belief. Metres, square metres. */
export interface PlaceFactor {
  x: number;
  y: number;
  varX: number;
  varY: number;
  covXY: number;
}

/** Where levels leave no belief at all other evidence may still find the tag: a trace of the best cell. */
const trace = 1e-6;
/** A tag that a side of a portal reads is about so far from its antennas, metres (standard deviation). */
const readsWithinM = 3;
/** A reflection carries reads of a tag from about so far. */
const strayWithinM = 8;

/**
 * The belief of levels, as followOnGrid left it in the workspace, widened to a larger rectangle; without levels
 * (`atRest` null) every place of the rectangle is as likely as its prior. Afterwards `likelihood` is 1 everywhere.
 */
export function openBelief(work: GridWorkspace, atRest: boolean | null, area: CellArea): void {
  const { grid, density, next, likelihood } = work;
  const before = { column: work.column, row: work.row, columns: work.columns, rows: work.rows };
  const whole = atRest === null ? area : union(before, area);
  let best = 0;
  if (atRest !== null)
    forEachCell(work, (cell) => {
      next[cell] = atRest ? density[cell] * likelihood[cell] : density[cell];
      if (next[cell] > best) best = next[cell];
    });
  setArea(work, whole);
  forEachCell(work, (cell) => {
    const column = cell % grid.columns;
    const row = (cell - column) / grid.columns;
    const within =
      atRest !== null &&
      column >= before.column &&
      column < before.column + before.columns &&
      row >= before.row &&
      row < before.row + before.rows;
    density[cell] = atRest === null ? 1 : (within ? next[cell] : 0) + trace * best;
    likelihood[cell] = 1;
  });
}

/** Cells within so many metres of a place; at least the cell nearest to it. */
export function areaAround({ grid }: GridWorkspace, x: number, y: number, reachM: number): CellArea {
  const place = (value: number, origin: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.round((value - origin) / grid.cellM)));
  const column = place(x - reachM, grid.originX, grid.columns);
  const row = place(y - reachM, grid.originY, grid.rows);
  return {
    column,
    row,
    columns: place(x + reachM, grid.originX, grid.columns) - column + 1,
    rows: place(y + reachM, grid.originY, grid.rows) - row + 1,
  };
}

/**
 * Multiplies the likelihood by the normal density of a place. One that is sharper than cells are is blunted to half a
 * cell, of which the cells still give the mean to a millimetre; `sharpenPlace` puts it right afterwards.
 */
export function weighByPlace(work: GridWorkspace, place: PlaceFactor): void {
  const { grid, likelihood } = work;
  const { x, y, covXY } = place;
  const blunt = bluntedBy(place, grid.cellM);
  const varX = place.varX + blunt;
  const varY = place.varY + blunt;
  const determinant = varX * varY - covXY * covXY;
  forEachCell(work, (cell) => {
    const dx = cellX(grid, cell) - x;
    const dy = cellY(grid, cell) - y;
    const off = (varY * dx * dx - 2 * covXY * dx * dy + varX * dy * dy) / determinant;
    likelihood[cell] *= Math.exp(-0.5 * off);
  });
}

/** Variance by which a place is blunted; nothing where it is wide beside a cell. */
function bluntedBy({ varX, varY }: PlaceFactor, cellM: number): number {
  return Math.min(varX, varY) > 4 * cellM * cellM ? 0 : (cellM * cellM) / 4;
}

/**
 * Exchanges the blunted place in an answer for the place itself: normal densities are multiplied by adding their
 * information (inverse covariances), so one can be taken out and another put in.
 */
export function sharpenPlace(work: GridWorkspace, place: PlaceFactor, out: GridAnswer): void {
  const { cellM } = work.grid;
  const blunt = bluntedBy(place, cellM);
  if (blunt === 0) return;
  const withinCell = (cellM * cellM) / 12;
  const found = inverse(out.varX - withinCell, out.varY - withinCell, out.covXY);
  const blunted = inverse(place.varX + blunt, place.varY + blunt, place.covXY);
  const exact = inverse(place.varX, place.varY, place.covXY);
  const others = { xx: found.xx - blunted.xx, yy: found.yy - blunted.yy, xy: found.xy - blunted.xy };
  const known = others.xx > 0 && others.yy > 0 && others.xx * others.yy > others.xy * others.xy;
  const sum = known
    ? inverse(others.xx + exact.xx, others.yy + exact.yy, others.xy + exact.xy)
    : { xx: place.varX, yy: place.varY, xy: place.covXY };
  // Seen from the place itself, whose own term is then nothing.
  const pullX = known ? found.xx * (out.x - place.x) + found.xy * (out.y - place.y) : 0;
  const pullY = known ? found.xy * (out.x - place.x) + found.yy * (out.y - place.y) : 0;
  out.x = place.x + sum.xx * pullX + sum.xy * pullY;
  out.y = place.y + sum.xy * pullX + sum.yy * pullY;
  out.varX = sum.xx;
  out.varY = sum.yy;
  out.covXY = sum.xy;
}

function inverse(xx: number, yy: number, xy: number): { xx: number; yy: number; xy: number } {
  const determinant = xx * yy - xy * xy;
  return { xx: yy / determinant, yy: xx / determinant, xy: -xy / determinant };
}

/**
 * Multiplies the likelihood by what a portal says: with the probability of each side the tag is in that side's zone,
 * near its antennas; with the rest it was read from further away, in any zone. Never anything about where in the zone.
 *
 * @param zoneOf place of a zone in the grid's list by its id
 * @param worth 1 for a pass that goes on, less for one that is over
 */
export function weighByPortal(
  work: GridWorkspace,
  { sides }: Portal,
  judgement: PassJudgement,
  zoneOf: (zoneId: number) => number,
  worth: number,
): void {
  const { grid, likelihood, next } = work;
  const near = (side: number, cell: number, withinM: number) =>
    Math.exp(
      (-0.5 * ((cellX(grid, cell) - sides[side].x) ** 2 + (cellY(grid, cell) - sides[side].y) ** 2)) / withinM ** 2,
    );
  forEachCell(work, (cell) => (next[cell] = 0));
  const add = (share: number, chance: (cell: number) => number) => {
    let mass = 0;
    forEachCell(work, (cell) => (mass += grid.prior[cell] * chance(cell)));
    if (mass > 0) forEachCell(work, (cell) => (next[cell] += (share / mass) * chance(cell)));
    return mass > 0;
  };
  sides.forEach(({ zoneId }, side) => {
    const zone = zoneOf(zoneId);
    const share = judgement.sides[side];
    const inZone = add(share, (cell) => (grid.zone[cell] === zone ? near(side, cell, readsWithinM) : 0));
    // A zone too small for a cell: what is near the antennas must do.
    if (!inZone) add(share, (cell) => near(side, cell, readsWithinM));
    add((1 - judgement.present) / sides.length, (cell) => near(side, cell, strayWithinM));
  });
  forEachCell(work, (cell) => (likelihood[cell] *= worth === 1 ? next[cell] : next[cell] ** worth));
}

/** How far from a portal its word counts, metres. */
export const portalReachM = 2.5 * strayWithinM;

function forEachCell({ grid, column, row, columns, rows }: GridWorkspace, visit: (cell: number) => void): void {
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++) visit(cell);
}
