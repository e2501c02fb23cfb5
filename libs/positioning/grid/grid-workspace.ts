import type { FloorGrid } from './floor-grid.js';

/** A rectangle of cells. */
export interface CellArea {
  column: number;
  row: number;
  columns: number;
  rows: number;
}

/** Working memory for one floor; one serves all its tags, one after the other. Indexed by the cells of the floor. */
export interface GridWorkspace extends CellArea {
  grid: FloorGrid;
  /** Products over the readers that make the likelihood (see posterior.ts). */
  numerator: Float64Array;
  denominator: Float64Array;
  /** Binary logarithm of the chance that the readers which heard nothing would hear nothing. */
  silent: Float64Array;
  /** Likelihood of each cell, the best cell 1. */
  likelihood: Float64Array;
  /** Belief per prior; and a second one, so that diffusion can step from one to the other. */
  density: Float64Array;
  next: Float64Array;
  /** Mass of each zone of the floor, and in the last place outside all zones. */
  zoneMass: Float64Array;
}

export function gridWorkspace(grid: FloorGrid): GridWorkspace {
  const cells = () => new Float64Array(grid.count);
  return {
    grid,
    column: 0,
    row: 0,
    columns: grid.columns,
    rows: grid.rows,
    numerator: cells(),
    denominator: cells(),
    silent: cells(),
    likelihood: cells(),
    density: cells(),
    next: cells(),
    zoneMass: new Float64Array(grid.zoneCount + 1),
  };
}

/** Sets the rectangle that the next steps work on; cut to the floor. */
export function setArea(work: GridWorkspace, area: CellArea): void {
  const { grid } = work;
  const column = Math.max(0, area.column);
  const row = Math.max(0, area.row);
  work.columns = Math.min(grid.columns, area.column + area.columns) - column;
  work.rows = Math.min(grid.rows, area.row + area.rows) - row;
  work.column = column;
  work.row = row;
}
