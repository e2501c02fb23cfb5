import type { GridWorkspace } from './grid-workspace.js';

/** Share that flows to each free neighbour in one explicit step; above 0.25 the scheme would swing. */
const flow = 0.2;
/** More steps than this are taken in a few long ones. */
const mostSteps = 8;
const longSteps = 6;
/** A belief over more cells than this is wider than any spread: how exactly it spreads changes nothing. */
export const wideCells = 1500;
const longStepsOfWide = 2;
/** A belief spreads this many standard deviations; beyond them is less than a thousandth. */
const reachInSpreads = 3.5;

/** Spreads smaller than this are as good as none: one step. */
function stepsFor(varianceM2: number, cellM: number): number {
  return Math.max(1, Math.round(varianceM2 / (2 * flow * cellM * cellM)));
}

/** How many cells a belief grows to each side when it spreads by this variance (square metres along each axis). */
export function cellsOfSpread(varianceM2: number, cellM: number): number {
  return Math.min(
    stepsFor(varianceM2, cellM),
    Math.max(1, Math.ceil((reachInSpreads * Math.sqrt(varianceM2)) / cellM)),
  );
}

/**
 * Spreads the belief by this variance along each axis, as a tag that walks about would, not through walls: the heat
 * equation on the cells (a random walk; Crank, The Mathematics of Diffusion, 1975). `density` is belief per prior, so that
 * a tag that walks for ever ends distributed as the prior says.
 *
 * A little spread is done by explicit steps (section 8.2); much of it by a few implicit ones, rows and columns in
 * turn, which stay stable however long they are (locally one-dimensional scheme: Yanenko, The Method of Fractional
 * Steps, 1971).
 */
export function diffuse(work: GridWorkspace, varianceM2: number): void {
  const steps = stepsFor(varianceM2, work.grid.cellM);
  if (steps <= mostSteps) stepExplicitly(work, steps);
  else {
    const long = work.columns * work.rows > wideCells ? longStepsOfWide : longSteps;
    for (let step = 0; step < long; step++) stepImplicitly(work, (flow * steps) / long);
  }
}

function stepExplicitly(work: GridWorkspace, steps: number): void {
  const { grid, column, row, columns, rows } = work;
  const { prior, eastward, northward } = grid;
  const stride = grid.columns;
  for (let step = 0; step < steps; step++) {
    const from = work.density;
    const to = work.next;
    for (let r = row; r < row + rows; r++) {
      const first = r * stride + column;
      const last = first + columns - 1;
      const hasBelow = r > row;
      const hasAbove = r + 1 < row + rows;
      for (let cell = first; cell <= last; cell++) {
        const here = from[cell];
        let change = 0;
        if (cell > first) change += eastward[cell - 1] * (from[cell - 1] - here);
        if (cell < last) change += eastward[cell] * (from[cell + 1] - here);
        if (hasBelow) change += northward[cell - stride] * (from[cell - stride] - here);
        if (hasAbove) change += northward[cell] * (from[cell + stride] - here);
        to[cell] = prior[cell] > 0 ? here + (flow * change) / prior[cell] : 0;
      }
    }
    work.density = to;
    work.next = from;
  }
}

function stepImplicitly(work: GridWorkspace, time: number): void {
  const { grid, density, next, column, row, columns, rows } = work;
  const stride = grid.columns;
  for (let r = row; r < row + rows; r++)
    solveLine(density, grid.prior, grid.eastward, r * stride + column, 1, columns, time, next);
  for (let c = column; c < column + columns; c++)
    solveLine(density, grid.prior, grid.northward, row * stride + c, stride, rows, time, next);
}

/**
 * One line of cells after `time`, in place: the tridiagonal system of a backward step, solved by elimination (Thomas, 1949).
 * @param scratch coefficients of the elimination, by place in the line
 */
function solveLine(
  density: Float64Array,
  prior: Float32Array,
  conductance: Float32Array,
  first: number,
  stride: number,
  length: number,
  time: number,
  scratch: Float64Array,
): void {
  let before = 0;
  for (let i = 0, cell = first; i < length; i++, cell += stride) {
    const after = i + 1 < length ? time * conductance[cell] : 0;
    const pivot = prior[cell] + before + after - (i > 0 ? before * scratch[i - 1] : 0);
    // A cell that nobody can be in is cut off from its neighbours.
    scratch[i] = pivot > 0 ? after / pivot : 0;
    density[cell] =
      pivot > 0 ? (prior[cell] * density[cell] + (i > 0 ? before * density[cell - stride] : 0)) / pivot : 0;
    before = after;
  }
  for (let i = length - 2, cell = first + (length - 2) * stride; i >= 0; i--, cell -= stride)
    density[cell] += scratch[i] * density[cell + stride];
}
