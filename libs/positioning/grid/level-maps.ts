import type { Point } from '#contracts/geometry';
import { type Wall, wallsBetween } from '#floorplan/walls';
import { nearestM } from '../path-loss.js';
import type { ReaderTable } from '../reader-table.js';
import { type FloorGrid, cellX, cellY } from './floor-grid.js';
import type { Fingerprints } from './fingerprints.js';
import type { CellArea } from './grid-workspace.js';
import { type Silence, silenceOf } from './silence.js';
import type { SurveyedResidual } from './survey-residual.js';

/** What one reader is expected to hear from the cells it can reach: a rectangle of the floor, row by row. */
export interface LevelMap {
  column: number;
  row: number;
  columns: number;
  rows: number;
  /** dBm, by cell of the rectangle. */
  expectedDbm: Float32Array;
  /** Variance of the level of a long stay, dB squared: one for all cells, or by cell where a survey knows more. */
  varianceDb2: number;
  cellVarianceDb2: Float32Array | null;
  /** The reader's own place and law, slab taken off; metres, dBm. */
  x: number;
  y: number;
  levelAt1mDbm: number;
  pathLossExponent: number;
}

/** The maps of all readers that may hear a tag on one floor, by place in the reader table; null: cannot hear it. */
export interface LevelMaps {
  grid: FloorGrid;
  byReader: (LevelMap | null)[];
  /** Variance of a single packet's fading around the level of a long stay, dB squared. */
  packetVarianceDb2: number;
  /** The part of it that comes and goes while nothing moves, dB squared. */
  fadingVarianceDb2: number;
  /** What silent readers mean; null where it is not known how weakly readers still hear. */
  silence: Silence | null;
  /** Places of the survey that the maps were made from; null without one. */
  fingerprints: Fingerprints | null;
}

/** A tag that should be heard weaker than this is out of reach, dBm: receivers end near -100. */
export const reachDbm = -105;
/** No Bluetooth reader hears tags further indoors, metres. */
const farthestReachM = 60;
/** The usual spread of single packets, dB; measured on still tags. */
export const usualPacketSigmaDb = 4;

export interface LevelMapInput {
  table: ReaderTable;
  tagHeightM: number;
  walls: readonly Wall[];
  /** Loss of a wall that states none, dB; 0 leaves walls out. */
  wallLossDb: number;
  /** Decibels by which slabs weaken each reader for this floor; Infinity: it does not count here. */
  slabLossDb?: (reader: number) => number;
  /** What a survey found on top of the path loss, by reader. */
  residual?: (reader: number) => SurveyedResidual | null;
  packetVarianceDb2?: number;
  fadingVarianceDb2?: number;
  /** Level at which readers hear half of the packets, where that is known. */
  hearingFloorDbm?: number;
}

/**
 * Level that each reader is expected to hear from each cell: log-distance path loss in three dimensions, minus the
 * walls on the straight way (the multi-wall model of COST 231, final report, 1999, section 4.7), minus slabs, plus
 * what a survey found on top (Gaussian process).
 */
export function levelMaps(grid: FloorGrid, input: LevelMapInput): LevelMaps {
  const { table } = input;
  const byReader = Array.from({ length: table.count }, (_, reader) => levelMap(grid, input, reader));
  const packetVarianceDb2 = input.packetVarianceDb2 ?? usualPacketSigmaDb ** 2;
  const silence = input.hearingFloorDbm === undefined ? null : silenceOf(grid, byReader, input.hearingFloorDbm);
  return {
    grid,
    byReader,
    packetVarianceDb2,
    fadingVarianceDb2: input.fadingVarianceDb2 ?? packetVarianceDb2,
    silence,
    fingerprints: null,
  };
}

/** Level in dBm that a reader is expected to hear from a place, by path loss and walls alone. */
export function expectedLevel(input: LevelMapInput, reader: number, x: number, y: number): number {
  const { table, walls, wallLossDb, tagHeightM } = input;
  const distance = Math.max(
    nearestM,
    Math.hypot(x - table.x[reader], y - table.y[reader], tagHeightM - table.z[reader]),
  );
  const level = table.levelAt1mDbm[reader] - 10 * table.pathLossExponent[reader] * Math.log10(distance);
  if (wallLossDb === 0 || walls.length === 0) return level;
  const from: Point = [table.x[reader], table.y[reader]];
  return level - wallsBetween(from, [x, y], walls, wallLossDb).lossDb;
}

function levelMap(grid: FloorGrid, input: LevelMapInput, reader: number): LevelMap | null {
  const { table } = input;
  const slabDb = input.slabLossDb?.(reader) ?? 0;
  if (slabDb === Infinity) return null;
  const level = table.levelAt1mDbm[reader] - slabDb;
  const exponent = table.pathLossExponent[reader];
  const reach = Math.min(farthestReachM, 10 ** ((level - reachDbm) / (10 * exponent)));
  const { column, row, columns, rows } = squareAround(grid, table.x[reader], table.y[reader], reach);
  if (columns <= 0 || rows <= 0) return null;

  const residual = input.residual?.(reader) ?? null;
  const expectedDbm = new Float32Array(columns * rows);
  const cellVarianceDb2 = residual ? new Float32Array(columns * rows) : null;
  for (let i = 0; i < expectedDbm.length; i++) {
    const cell = (row + Math.floor(i / columns)) * grid.columns + column + (i % columns);
    const x = cellX(grid, cell);
    const y = cellY(grid, cell);
    let expected = expectedLevel(input, reader, x, y) - slabDb;
    if (residual && cellVarianceDb2) {
      expected += residual.meanAt(x, y);
      cellVarianceDb2[i] = residual.varianceAt(x, y);
    }
    expectedDbm[i] = expected;
  }
  return {
    column,
    row,
    columns,
    rows,
    expectedDbm,
    varianceDb2: table.sigmaDb[reader] ** 2,
    cellVarianceDb2,
    x: table.x[reader],
    y: table.y[reader],
    levelAt1mDbm: level,
    pathLossExponent: exponent,
  };
}

/**
 * The part of a reader's map in which a tag that it hears at this level may be: nearer than where it should be heard weaker
 * by `slackDb`.
 */
export function areaOfLevel(grid: FloorGrid, map: LevelMap, levelDbm: number, slackDb: number): CellArea {
  const radius = 10 ** ((map.levelAt1mDbm - levelDbm + slackDb) / (10 * map.pathLossExponent));
  if (radius >= farthestReachM) return map;
  const near = squareAround(grid, map.x, map.y, Math.max(radius, 2 * grid.cellM));
  const column = Math.max(near.column, map.column);
  const row = Math.max(near.row, map.row);
  return {
    column,
    row,
    columns: Math.min(near.column + near.columns, map.column + map.columns) - column,
    rows: Math.min(near.row + near.rows, map.row + map.rows) - row,
  };
}

function squareAround(grid: FloorGrid, x: number, y: number, radius: number): CellArea {
  const column = Math.max(0, Math.ceil((x - radius - grid.originX) / grid.cellM));
  const row = Math.max(0, Math.ceil((y - radius - grid.originY) / grid.cellM));
  return {
    column,
    row,
    columns: Math.min(grid.columns - 1, Math.floor((x + radius - grid.originX) / grid.cellM)) - column + 1,
    rows: Math.min(grid.rows - 1, Math.floor((y + radius - grid.originY) / grid.cellM)) - row + 1,
  };
}

/** Bytes that the maps take. */
export function levelMapBytes(maps: LevelMaps): number {
  return maps.byReader.reduce(
    (sum, map) => sum + (map ? map.expectedDbm.byteLength + (map.cellVarianceDb2?.byteLength ?? 0) : 0),
    0,
  );
}
