import { cellsOfSpread, diffuse, wideCells } from './diffusion.js';
import { type CellArea, type GridWorkspace, setArea } from './grid-workspace.js';
import { type LevelMaps, areaOfLevel } from './level-maps.js';
import { type HeardLevels, cellLikelihood } from './likelihood.js';
import { type GridAnswer, answerOf, zonesOf } from './posterior.js';
import { log2 } from './table-logarithm.js';
import { type Stillness, copyStillness, newStillness, takeWindow } from './stillness.js';

/** What is believed of one tag on one floor between fixes: kept only where there is belief. */
export interface GridBelief extends CellArea {
  atMs: number;
  /**
   * Belief per prior, by cell of the rectangle, as logarithm: 255 for the highest, a sixteenth less for each step, 0
   * for none. One byte a cell, so that a belief is stored as it is. While the tag is at rest: what was believed when it
   * came to rest, to be multiplied by what was heard since; while it moves: everything up to now.
   */
  density: Uint8Array;
  still: Stillness;
}

const stepsPerNat = 16;
const stepsPerOctave = stepsPerNat * Math.LN2;
const leastShare = Math.exp(-254 / stepsPerNat);
const densityOf = Float64Array.from({ length: 256 }, (_, level) =>
  level === 0 ? 0 : Math.exp((level - 255) / stepsPerNat),
);

/** A belief that can be changed without touching the original. */
export function copyBelief(belief: GridBelief): GridBelief {
  return { ...belief, density: belief.density.slice(), still: copyStillness(belief.still) };
}

/** Spread of a moving tag after one second, metres along each axis: walking pace. */
const strollM = 0.9;
/** A tag that says that it is being moved is being moved: people walk at 1 to 1.4 m a second. */
const strideM = 1.3;
/**
 * Fixes a second apart share a part of their window and of their shadowing, so each counts only for what is new:
 * three quarters after one second, all of it after three.
 */
const evidenceMemoryS = 0.7;
/**
 * When a tag is found to be at rest it has been so for a while, and the fixes of that while saw one and the same
 * shadowing, which the stay will count again: the belief at arrival is raised to this power.
 */
const worthOfArrival = 0.25;
/** One that says itself that it has come to rest was on its way until now: what was believed is where it came from. */
const worthOfHalt = 0.1;
/**
 * What the maps get wrong at a place they get wrong all through a stay, while a tag on its way leaves such errors behind:
 * a stay counts for less than a look on the way.
 */
const worthOfStay = 0.7;
/** What a window holds is on average half a window old: a tag on its way has walked on since. */
const ageOfWindow = 0.5;
/** A tag is not looked for where it should be heard weaker by more than this, dB: three times the usual spread of a first look. */
const unlikelyDb = 20;
/** And it is a surprise to hear it better than expected by more than this, dB: twice the usual spread. */
const surprisingDb = 10;
/** After a longer silence the old belief says nothing. */
const forgetAfterS = 120;
/** A tag may have been carried off unseen: a trace of the prior is always mixed in. */
const elsewhere = 1e-5;
/** Cells with less belief than this, relative to the best one, are not kept. */
const negligible = 1e-3;

export interface FollowSettings {
  /** How long a window is, ms: a stay takes in one window after the other. */
  windowMs: number;
  /** Exponent of the likelihood for one whole look at a place. */
  exponent: number;
  /** How far a first look reaches: to where the loudest reader should hear the tag weaker by this, dB. */
  slackDb?: number;
}

/**
 * Takes what was heard in the newest window into a tag's belief: a Bayesian filter over the cells of the floor (Thrun,
 * Burgard, Fox, Probabilistic Robotics, 2005, section 8.2) with two modes. A moving tag is spread by diffusion and
 * each fix counts for the part that is new. A tag at rest does not spread, and all that was heard since it came to
 * rest counts as one look.
 *
 * @param belief null for a tag's first fix, and after it changed floor
 * @param movingBit what the tag itself says of its motion, or null
 * @returns the new belief (the old one changed), or null when no reader with a map heard the tag
 */
export function followOnGrid(
  belief: GridBelief | null,
  maps: LevelMaps,
  work: GridWorkspace,
  heard: HeardLevels,
  atMs: number,
  movingBit: boolean | null,
  settings: FollowSettings,
  out: GridAnswer,
): GridBelief | null {
  const { grid } = maps;
  const elapsedS = belief ? (atMs - belief.atMs) / 1000 : 0;
  const known = belief && elapsedS <= forgetAfterS ? belief : null;
  const still = known?.still ?? newStillness();
  const paceM = movingBit === true ? strideM : strollM;
  const spread = paceM * paceM * elapsedS;
  setArea(
    work,
    areaToSearch(maps, heard, known, known ? cellsOfSpread(spread, grid.cellM) : 0, settings.slackDb ?? unlikelyDb),
  );
  load(work, known);

  const wasAtRest = still.atRest;
  const stayed = still.atRest && still.count > 0 ? copyStay(still) : null;
  takeWindow(still, heard, atMs, settings.windowMs, maps.fadingVarianceDb2, movingBit);
  if (stayed && !still.atRest) {
    // The tag has left: what its stay told becomes part of the belief. It may have left since the last window.
    cellLikelihood(work, maps, stayed, settings.exponent * worthOfStay);
    absorb(work);
    diffuse(work, (paceM * paceM * settings.windowMs) / 1000);
  }
  if (known && !wasAtRest && still.atRest) flatten(work, movingBit === false ? worthOfHalt : worthOfArrival);
  if (known) mixPrior(work);
  if (still.atRest) {
    if (cellLikelihood(work, maps, still, settings.exponent * worthOfStay) === 0 || !answerOf(work, true, false, out))
      return null;
  } else {
    if (known) diffuse(work, spread);
    const isNew = known ? 1 - Math.exp(-elapsedS / evidenceMemoryS) : 1;
    const counted = cellLikelihood(work, maps, heard, settings.exponent * isNew);
    if (counted === 0 || !answerOf(work, true, true, out)) return null;
  }
  const stored = store(work, atMs, still, known);
  // Where the tag may have got to since the middle of its window: the next room, at a door.
  const agedS = (ageOfWindow * Math.min(settings.windowMs, atMs - still.sinceMs)) / 1000;
  const isNarrow = work.columns * work.rows <= wideCells;
  if (!still.atRest && agedS > 0 && grid.zoneCount > 0 && isNarrow) zonesAfter(work, paceM * paceM * agedS, out);
  return stored;
}

/** Zone probabilities once the tag has spread by this variance; the belief itself stays as it is. */
function zonesAfter(work: GridWorkspace, varianceM2: number, out: GridAnswer): void {
  const { density, likelihood } = work;
  forEachRow(work, (first, last) => likelihood.set(density.subarray(first, last), first));
  diffuse(work, varianceM2);
  zonesOf(work, out);
  work.likelihood = work.density;
  work.density = likelihood;
}

function forEachRow({ grid, column, row, columns, rows }: GridWorkspace, visit: (first: number, last: number) => void) {
  for (let r = row; r < row + rows; r++) visit(r * grid.columns + column, r * grid.columns + column + columns);
}

function copyStay(still: Stillness): HeardLevels {
  return {
    count: still.count,
    readers: still.readers.slice(),
    levelsDbm: still.levelsDbm.slice(),
    packets: still.packets.slice(),
  };
}

/**
 * Where the tag may be: what was believed, with room to walk. Everywhere that the strongest reader can hear it when nothing
 * is known, or when that reader hears it better than it could where it was believed to be: it was carried off unseen.
 */
function areaToSearch(
  maps: LevelMaps,
  heard: HeardLevels,
  known: GridBelief | null,
  growth: number,
  slackDb: number,
): CellArea {
  let loudest = -1;
  for (let i = 0; i < heard.count; i++)
    if (maps.byReader[heard.readers[i]] && (loudest < 0 || heard.levelsDbm[i] > heard.levelsDbm[loudest])) loudest = i;
  const map = loudest < 0 ? null : maps.byReader[heard.readers[loudest]];
  const grown = known && {
    column: known.column - growth,
    row: known.row - growth,
    columns: known.columns + 2 * growth,
    rows: known.rows + 2 * growth,
  };
  if (!map) return grown ?? { column: 0, row: 0, columns: maps.grid.columns, rows: maps.grid.rows };
  const level = heard.levelsDbm[loudest];
  if (grown && overlap(grown, areaOfLevel(maps.grid, map, level, surprisingDb))) return grown;
  const area = areaOfLevel(maps.grid, map, level, slackDb);
  // A reader outside the floor may hear a tag in it: then all that it reaches is searched.
  const reached = area.columns <= 0 || area.rows <= 0 ? map : area;
  return grown ? union(reached, grown) : reached;
}

function overlap(a: CellArea, b: CellArea): boolean {
  return (
    a.column < b.column + b.columns &&
    b.column < a.column + a.columns &&
    a.row < b.row + b.rows &&
    b.row < a.row + a.rows
  );
}

/** The smallest rectangle with both in it. */
export function union(a: CellArea, b: CellArea): CellArea {
  const column = Math.min(a.column, b.column);
  const row = Math.min(a.row, b.row);
  return {
    column,
    row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
  };
}

function load(work: GridWorkspace, known: GridBelief | null): void {
  const { grid, density, column, row, columns, rows } = work;
  for (let r = row; r < row + rows; r++) {
    const first = r * grid.columns + column;
    density.fill(known ? 0 : 1, first, first + columns);
  }
  if (!known) return;
  for (let r = 0; r < known.rows; r++) {
    const line = (known.row + r) * grid.columns + known.column;
    for (let c = 0; c < known.columns; c++) density[line + c] = densityOf[known.density[r * known.columns + c]];
  }
}

function mixPrior(work: GridWorkspace): void {
  const { grid, density, column, row, columns, rows } = work;
  let mass = 0;
  let prior = 0;
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++) {
      mass += density[cell] * grid.prior[cell];
      prior += grid.prior[cell];
    }
  const trace = mass > 0 ? (elsewhere * mass) / prior : 1;
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++) density[cell] += trace;
}

function flatten(work: GridWorkspace, power: number): void {
  const { grid, density, column, row, columns, rows } = work;
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++)
      density[cell] = density[cell] > 0 ? density[cell] ** power : 0;
}

function absorb(work: GridWorkspace): void {
  const { grid, density, likelihood, column, row, columns, rows } = work;
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++)
      density[cell] *= likelihood[cell];
}

/** Keeps the smallest rectangle that holds all but a negligible part of what is believed now. */
function store(work: GridWorkspace, atMs: number, still: Stillness, known: GridBelief | null): GridBelief {
  const { grid, density, likelihood, column, row, columns, rows } = work;
  // At rest the density is that of arrival; together with what was heard since, it is what is believed now.
  const believed = (cell: number) => (still.atRest ? density[cell] * likelihood[cell] : density[cell]);
  let best = 0;
  for (let r = row; r < row + rows; r++)
    for (let cell = r * grid.columns + column, last = cell + columns; cell < last; cell++) {
      const value = believed(cell);
      if (value > best) best = value;
    }
  const least = best * negligible;
  let firstColumn = column + columns;
  let lastColumn = column;
  let firstRow = row + rows;
  let lastRow = row;
  for (let r = row; r < row + rows; r++)
    for (let c = column; c < column + columns; c++)
      if (believed(r * grid.columns + c) >= least) {
        if (c < firstColumn) firstColumn = c;
        if (c > lastColumn) lastColumn = c;
        if (r < firstRow) firstRow = r;
        lastRow = r;
      }
  const width = lastColumn - firstColumn + 1;
  const height = lastRow - firstRow + 1;
  const size = width * height;
  const kept = known && known.density.length === size ? known.density : new Uint8Array(size);
  let highest = 0;
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) {
      const value = density[(firstRow + r) * grid.columns + firstColumn + c];
      if (value > highest) highest = value;
    }
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) {
      const share = density[(firstRow + r) * grid.columns + firstColumn + c] / highest;
      kept[r * width + c] = share > leastShare ? 255.5 + stepsPerOctave * log2(share) : 0;
    }
  return { atMs, column: firstColumn, row: firstRow, columns: width, rows: height, density: kept, still };
}
