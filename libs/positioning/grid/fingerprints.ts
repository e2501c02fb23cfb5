import { type FloorGrid, cellX, cellY } from './floor-grid.js';
import type { PlacedLevel } from './fit-level-model.js';
import { type LevelMap, reachDbm } from './level-maps.js';

/** What all readers heard of a tag at the places of a survey, and for which cells each place speaks. */
export interface Fingerprints {
  count: number;
  /** By reader and place: its level, dBm; what the map expects there where the survey did not hear it. */
  levelsDbm: (Float32Array | null)[];
  /** By reader and place: variance of a level heard there in a long stay, dB squared. */
  variancesDb2: (Float32Array | null)[];
  /** Cell in which each place lies. */
  columns: Int32Array;
  rows: Int32Array;
  /** How many cells around its own a place may speak for. */
  reachCells: number;
  /** Cells that place p speaks for, with its weight in each beside the maps' 1: from `first[p]` to before `first[p + 1]`. */
  first: Int32Array;
  cells: Int32Array;
  weights: Float32Array;
  /** Binary logarithm of the share that is left to the maps, 1 / (1 + weights of all places), by cell of the floor. */
  mapShare: Float32Array;
  /** Working memory: places that are looked at, and how well each fits. */
  taken: Int32Array;
  numerator: Float64Array;
  denominator: Float64Array;
}

/** Levels within the same square of this side are one place, and a place speaks for what is about so far around it, metres. */
const placeM = 0.5;
/**
 * In every cell the maps count as much as so many places that were surveyed right there, so that they count most where places
 * are few. Chosen on held-out runs among 0.25 to 2, which differ little.
 */
const mapWeight = 1;
/** Beyond this a place says nothing, metres. */
const farthestM = 2.5 * placeM;

/**
 * Keeps the places of a survey beside its maps. The maps make the levels of each reader smooth by itself; a place knows which
 * levels were heard together.
 * @param byReader the maps that were made from the same survey
 * @returns null when nothing was surveyed
 */
export function fingerprintsOf(
  grid: FloorGrid,
  byReader: readonly (LevelMap | null)[],
  survey: readonly PlacedLevel[],
): Fingerprints | null {
  const places = placesOf(survey);
  const first = [0];
  const cells: number[] = [];
  const weights: number[] = [];
  const together = new Float64Array(grid.count);
  const count = places.length;
  if (count === 0) return null;
  for (const place of places) {
    forEachCellNear(grid, place, (cell, weight) => {
      cells.push(cell);
      weights.push(weight);
      together[cell] += weight;
    });
    first.push(cells.length);
  }
  const columns = Int32Array.from(places, ({ x }) => Math.round((x - grid.originX) / grid.cellM));
  const rows = Int32Array.from(places, ({ y }) => Math.round((y - grid.originY) / grid.cellM));
  const heard = byReader.map((map, reader) => map && heardBy(map, reader, places, columns, rows));
  return {
    count,
    levelsDbm: heard.map((own) => own && own.levelsDbm),
    variancesDb2: heard.map((own) => own && own.variancesDb2),
    columns,
    rows,
    reachCells: Math.ceil(farthestM / grid.cellM),
    first: Int32Array.from(first),
    cells: Int32Array.from(cells),
    weights: Float32Array.from(weights),
    mapShare: Float32Array.from(together, (sum) => -Math.log2(1 + sum)),
    taken: new Int32Array(count),
    numerator: new Float64Array(count),
    denominator: new Float64Array(count),
  };
}

interface SurveyedPlace {
  x: number;
  y: number;
  /** dBm, by reader. */
  levels: Map<number, number>;
}

function placesOf(survey: readonly PlacedLevel[]): SurveyedPlace[] {
  const squares = new Map<string, PlacedLevel[]>();
  for (const level of survey) {
    const key = `${Math.floor(level.x / placeM)}:${Math.floor(level.y / placeM)}`;
    const square = squares.get(key);
    if (square) square.push(level);
    else squares.set(key, [level]);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return Array.from(squares.values(), (levels) => ({
    x: mean(levels.map(({ x }) => x)),
    y: mean(levels.map(({ y }) => y)),
    levels: new Map(
      Array.from(new Set(levels.map(({ reader }) => reader)), (reader) => [
        reader,
        mean(levels.filter((level) => level.reader === reader).map(({ levelDbm }) => levelDbm)),
      ]),
    ),
  }));
}

function forEachCellNear(
  grid: FloorGrid,
  { x, y }: SurveyedPlace,
  visit: (cell: number, weight: number) => void,
): void {
  const column = (at: number) => (at - grid.originX) / grid.cellM;
  const row = (at: number) => (at - grid.originY) / grid.cellM;
  const lastRow = Math.min(grid.rows - 1, Math.floor(row(y + farthestM)));
  const lastColumn = Math.min(grid.columns - 1, Math.floor(column(x + farthestM)));
  for (let r = Math.max(0, Math.ceil(row(y - farthestM))); r <= lastRow; r++)
    for (let c = Math.max(0, Math.ceil(column(x - farthestM))); c <= lastColumn; c++) {
      const cell = r * grid.columns + c;
      const off = Math.hypot(cellX(grid, cell) - x, cellY(grid, cell) - y);
      if (off <= farthestM) visit(cell, Math.exp(-0.5 * (off / placeM) ** 2) / mapWeight);
    }
}

function heardBy(
  map: LevelMap,
  reader: number,
  places: readonly SurveyedPlace[],
  columns: Int32Array,
  rows: Int32Array,
) {
  const levelsDbm = new Float32Array(places.length);
  const variancesDb2 = new Float32Array(places.length);
  places.forEach(({ levels }, place) => {
    const column = columns[place] - map.column;
    const row = rows[place] - map.row;
    const within = column >= 0 && row >= 0 && column < map.columns && row < map.rows;
    const own = row * map.columns + column;
    levelsDbm[place] = levels.get(reader) ?? (within ? map.expectedDbm[own] : reachDbm);
    variancesDb2[place] = within && map.cellVarianceDb2 ? map.cellVarianceDb2[own] : map.varianceDb2;
  });
  return { levelsDbm, variancesDb2 };
}

/** Bytes that fingerprints take. */
export function fingerprintBytes(prints: Fingerprints): number {
  return Object.values(prints)
    .flat()
    .reduce<number>((sum, part) => sum + (ArrayBuffer.isView(part) ? part.byteLength : 0), 0);
}
