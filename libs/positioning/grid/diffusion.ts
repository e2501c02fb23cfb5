import type { GridWorkspace } from './grid-workspace.js';

/** Share that flows to each free neighbour in one step; above 0.25 the scheme would swing. */
const flow = 0.2;
/** More steps than this are not worth their time: the belief is wide by then. */
const mostSteps = 64;

/** How many steps spread a tag by this variance (square metres along each axis). */
export function diffusionSteps(varianceM2: number, cellM: number): number {
  return Math.min(mostSteps, Math.max(1, Math.round(varianceM2 / (2 * flow * cellM * cellM))));
}

/**
 * Spreads the belief as a tag that walks about would, not through walls: explicit steps of the heat equation on the
 * cells (a random walk; Crank, The Mathematics of Diffusion, 1975, section 8.2). `density` is belief per prior, so
 * that a tag that walks for ever ends distributed as the prior says. One step adds 2 * flow * cell^2 of variance.
 */
export function diffuse(work: GridWorkspace, steps: number): void {
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
