import type { Bounds, Point } from '#contracts/geometry';
import { type Wall, segmentsCross } from '#floorplan/walls';
import { ZoneIndex } from '#floorplan/zone-index';

/** What is known of a floor before any radio is heard; metres in the floor's frame. */
export interface FloorShape {
  bounds: Bounds;
  walls: readonly Wall[];
  /** Gaps of walls; a wall that crosses one does not stop a tag there. */
  doors?: readonly { from: Point; to: Point }[];
  zones: readonly { id: number; polygon: readonly Point[] }[];
  /** Centres of square cells that one can walk on, where a survey says so. */
  walkable?: { cellM: number; centres: readonly Point[] };
}

/**
 * A floor cut into square cells, row by row from the lower left: which are likely, which zone each belongs to, and
 * how freely a tag passes from one to the next.
 */
export interface FloorGrid {
  cellM: number;
  columns: number;
  rows: number;
  count: number;
  /** Centre of the first cell. */
  originX: number;
  originY: number;
  bounds: Bounds;
  /** Chance of each cell before any evidence, relative to a walkable one (1). */
  prior: Float32Array;
  /** Place of each cell's zone in the given list, -1 for none. */
  zone: Int16Array;
  zoneCount: number;
  /** Conductance to the right and to the upper neighbour: the smaller prior of both, nearly 0 through a wall. */
  eastward: Float32Array;
  northward: Float32Array;
}

/** About so many cells make a floor of up to 1600 square metres; beyond that cells stay at one metre. */
const cellsWanted = 1600;
const finestCellM = 0.25;
const coarsestCellM = 1;
/** On recorded tracks 2 % of the truth lay outside the cells marked walkable: plans are never quite right. */
const shareOffWalkable = 0.02;
const mostOutsideZones = 0.4;
const chanceOutsideZones = 0.05;
/** A wall stops a tag, but plans forget doors. */
const leakThroughWall = 0.02;

/** Side of a cell in metres that suits a floor of this size. */
export function cellSide(bounds: Bounds): number {
  const area = (bounds.maxX - bounds.minX) * (bounds.maxY - bounds.minY);
  const wanted = Math.ceil(Math.sqrt(area / cellsWanted) / finestCellM - 1e-9) * finestCellM;
  return Math.min(coarsestCellM, Math.max(finestCellM, wanted));
}

/**
 * Cuts a floor into cells. Where walkable cells are given they are a soft prior: the others keep a small chance.
 * @throws RangeError when the bounds hold no area or more cells than memory should be spent on
 */
export function floorGrid(shape: FloorShape, cellM = cellSide(shape.bounds)): FloorGrid {
  const { bounds } = shape;
  const columns = Math.max(1, Math.ceil((bounds.maxX - bounds.minX) / cellM - 1e-6));
  const rows = Math.max(1, Math.ceil((bounds.maxY - bounds.minY) / cellM - 1e-6));
  const count = columns * rows;
  if (!(bounds.maxX > bounds.minX && bounds.maxY > bounds.minY))
    throw new RangeError('a floor grid needs bounds with maxX > minX and maxY > minY');
  if (count > 1_000_000)
    throw new RangeError(`a floor of ${count} cells is too large; give cells of more than ${cellM} m`);
  const grid: FloorGrid = {
    cellM,
    columns,
    rows,
    count,
    // The cells cover the bounds evenly; a part of a cell is shared by both ends.
    originX: (bounds.minX + bounds.maxX - (columns - 1) * cellM) / 2,
    originY: (bounds.minY + bounds.maxY - (rows - 1) * cellM) / 2,
    bounds,
    prior: new Float32Array(count).fill(1),
    zone: new Int16Array(count).fill(-1),
    zoneCount: shape.zones.length,
    eastward: new Float32Array(count),
    northward: new Float32Array(count),
  };
  if (shape.walkable && shape.walkable.centres.length > 0) markWalkable(grid, shape.walkable);
  const zones = new ZoneIndex(shape.zones);
  for (let cell = 0; cell < count; cell++) grid.zone[cell] = zones.zoneAt(cellX(grid, cell), cellY(grid, cell));
  if (shape.zones.length > 0) thinOutsideZones(grid);
  connect(grid, shape);
  return grid;
}

/** Centre of a cell, metres. */
export function cellX(grid: FloorGrid, cell: number): number {
  return grid.originX + (cell % grid.columns) * grid.cellM;
}
export function cellY(grid: FloorGrid, cell: number): number {
  return grid.originY + Math.floor(cell / grid.columns) * grid.cellM;
}

/** The cell in which a place lies; outside the floor the nearest one. */
export function cellAt(grid: FloorGrid, x: number, y: number): number {
  const column = Math.min(grid.columns - 1, Math.max(0, Math.round((x - grid.originX) / grid.cellM)));
  const row = Math.min(grid.rows - 1, Math.max(0, Math.round((y - grid.originY) / grid.cellM)));
  return row * grid.columns + column;
}

function markWalkable(grid: FloorGrid, walkable: { cellM: number; centres: readonly Point[] }): void {
  const marked = new Uint8Array(grid.count);
  // A marked cell covers every cell of ours whose centre lies in it, and at least the one it falls in.
  const reach = walkable.cellM / 2 + 1e-6;
  for (const [x, y] of walkable.centres) {
    marked[cellAt(grid, x, y)] = 1;
    const firstColumn = Math.max(0, Math.ceil((x - reach - grid.originX) / grid.cellM));
    const lastColumn = Math.min(grid.columns - 1, Math.floor((x + reach - grid.originX) / grid.cellM));
    const firstRow = Math.max(0, Math.ceil((y - reach - grid.originY) / grid.cellM));
    const lastRow = Math.min(grid.rows - 1, Math.floor((y + reach - grid.originY) / grid.cellM));
    for (let row = firstRow; row <= lastRow; row++)
      for (let column = firstColumn; column <= lastColumn; column++) marked[row * grid.columns + column] = 1;
  }
  const free = marked.reduce((sum, mark) => sum + mark, 0);
  const other = grid.count - free;
  if (other === 0) return;
  const chance = Math.min(1, (shareOffWalkable / (1 - shareOffWalkable)) * (free / other));
  for (let cell = 0; cell < grid.count; cell++) if (marked[cell] === 0) grid.prior[cell] = chance;
}

/** Where zones cover most of a floor, what lies between them is walls and shafts. */
function thinOutsideZones(grid: FloorGrid): void {
  const outside = grid.zone.reduce((sum, zone) => sum + (zone < 0 ? 1 : 0), 0);
  if (outside > mostOutsideZones * grid.count) return;
  for (let cell = 0; cell < grid.count; cell++) if (grid.zone[cell] < 0) grid.prior[cell] *= chanceOutsideZones;
}

function connect(grid: FloorGrid, shape: FloorShape): void {
  const { columns, rows, prior, eastward, northward } = grid;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      if (column + 1 < columns)
        eastward[cell] = Math.min(prior[cell], prior[cell + 1]) * pass(grid, shape, cell, cell + 1);
      if (row + 1 < rows)
        northward[cell] = Math.min(prior[cell], prior[cell + columns]) * pass(grid, shape, cell, cell + columns);
    }
}

function pass(grid: FloorGrid, { walls, doors = [] }: FloorShape, from: number, to: number): number {
  const a: Point = [cellX(grid, from), cellY(grid, from)];
  const b: Point = [cellX(grid, to), cellY(grid, to)];
  for (const door of doors) if (segmentsCross(a, b, door.from, door.to)) return 1;
  for (const { points } of walls)
    for (let i = 1; i < points.length; i++) if (segmentsCross(a, b, points[i - 1], points[i])) return leakThroughWall;
  return 1;
}
