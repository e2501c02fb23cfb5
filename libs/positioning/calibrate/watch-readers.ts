import type { FloorCalibration, PlacedWindow, ReaderFlagKind } from '#contracts/calibration';
import { type CalibrationFloor, gridOf, heardOf, mapsOf, placesById } from './calibration-floor.js';
import { type ForetoldLevel, foretellEach, foretellWorkspace } from './leave-one-out.js';
import { type MisplacedReader, betterPlaceOf, costAt, ownRadio, toldCost } from './misplaced-reader.js';

/** What is wrong with a reader, and what it is told by. */
export interface WatchedReader {
  readerId: number;
  kind: ReaderFlagKind;
  /** Mean of seen minus expected level, what all readers have in common taken off, dB. */
  residualDb: number;
  windows: number;
  betterPlace: { x: number; y: number } | null;
  otherReaderId: number | null;
  otherFloorId: number | null;
}

/** Beyond this a reader is blocked, failing or not where the plan says; measured: undisturbed readers stay within 4 dB. */
const alarmDb = 6;
/** So many windows are needed before anything is said of a reader. */
const fewestWindows = 40;
/** At least so many readers must have heard a window, so that the others know where the tag was. */
const fewestReadersOfWindow = 4;
/** Where the others only know the tag to within this, they judge nobody, metres. */
const vaguestM = 6;
/** Looking at more windows changes nothing. */
const mostWindows = 1500;
/** In exchange each reader must leave less than this share of what its own place leaves. */
const exchanged = 0.7;
/** At least so many readers say what tags and house have in common. */
const fewestForCommon = 4;

/**
 * Looks at ordinary traffic for readers that are not as the calibration knows them. Each is judged by what the other readers
 * foretell; what all have in common (strong tags, a full house) is taken off.
 * @param windows of about a day, of tags on this floor
 */
export function watchReaders(
  floor: CalibrationFloor,
  calibration: FloorCalibration | null,
  windows: readonly PlacedWindow[],
): WatchedReader[] {
  const grid = gridOf(floor);
  const { maps, exponent } = mapsOf(floor, grid, calibration);
  const levels = collect(floor, maps, exponent, windows);
  const residuals = new Map<number, number>();
  levels.forEach((own, place) => {
    if (own.length >= fewestWindows) residuals.set(place, middleMean(own.map((one) => one.levelDbm - one.expectedDbm)));
  });
  const commonDb = residuals.size >= fewestForCommon ? median([...residuals.values()]) : 0;

  const misplaced = new Map<number, MisplacedReader>();
  for (const place of residuals.keys()) {
    const found = betterPlaceOf(floor, ownRadio(floor, calibration, place), place, levels[place], commonDb);
    if (found) misplaced.set(place, found);
  }
  const partner = swapsAmong(floor, calibration, levels, commonDb, misplaced, [...residuals.keys()]);
  return Array.from(residuals, ([place, residual]): WatchedReader | null => {
    const { id } = floor.readers[place];
    const residualDb = residual - commonDb;
    const common = { readerId: id, residualDb, windows: levels[place].length };
    const nothing = { betterPlace: null, otherReaderId: null, otherFloorId: null };
    const other = partner.get(place);
    if (other !== undefined) return { ...common, ...nothing, kind: 'swapped', otherReaderId: floor.readers[other].id };
    const better = misplaced.get(place);
    if (better) return { ...common, ...nothing, kind: 'moved', betterPlace: { x: better.x, y: better.y } };
    // Without a calibration levels differ from device to device anyway.
    if (calibration === null || Math.abs(residualDb) <= alarmDb) return null;
    return { ...common, ...nothing, kind: residualDb < 0 ? 'weaker' : 'stronger' };
  }).filter((found) => found !== null);
}

function collect(
  floor: CalibrationFloor,
  maps: ReturnType<typeof mapsOf>['maps'],
  exponent: number,
  windows: readonly PlacedWindow[],
): ForetoldLevel[][] {
  const own = placesById(floor);
  const work = foretellWorkspace(maps.grid);
  const levels: ForetoldLevel[][] = floor.readers.map(() => []);
  const every = Math.max(1, Math.ceil(windows.length / mostWindows));
  for (let i = 0; i < windows.length; i += every) {
    const heard = heardOf(windows[i], own);
    if (heard.count < fewestReadersOfWindow) continue;
    foretellEach(maps, heard, exponent, work).forEach((one, slot) => {
      if (one && one.spreadM <= vaguestM) levels[heard.readers[slot]].push(one);
    });
  }
  return levels;
}

/**
 * Pairs of readers of which at least one is misplaced, and each of which fits the other's place much better than its own.
 * Where several fit, the pair that explains most comes first.
 */
function swapsAmong(
  floor: CalibrationFloor,
  calibration: FloorCalibration | null,
  levels: readonly ForetoldLevel[][],
  commonDb: number,
  misplaced: ReadonlyMap<number, MisplacedReader>,
  judged: readonly number[],
): Map<number, number> {
  const shareAt = (mine: number, theirs: number) => {
    const { x, y } = floor.readers[theirs];
    const there = costAt(floor, ownRadio(floor, calibration, mine), mine, x, y, levels[mine], commonDb);
    return there / toldCost(levels[mine], commonDb);
  };
  const pairs: { a: number; b: number; share: number }[] = [];
  for (const a of misplaced.keys())
    for (const b of judged) {
      if (b === a || (misplaced.has(b) && b < a)) continue;
      const shares = [shareAt(a, b), shareAt(b, a)];
      if (Math.max(...shares) < exchanged) pairs.push({ a, b, share: shares[0] + shares[1] });
    }
  pairs.sort((left, right) => left.share - right.share);
  const partner = new Map<number, number>();
  for (const { a, b } of pairs)
    if (!partner.has(a) && !partner.has(b)) {
      partner.set(a, b);
      partner.set(b, a);
    }
  return partner;
}

/** Mean of the middle 80 %: a few odd windows do not count. */
function middleMean(values: number[]): number {
  values.sort((a, b) => a - b);
  const cut = Math.floor(values.length / 10);
  const kept = values.slice(cut, values.length - cut);
  return kept.reduce((sum, value) => sum + value, 0) / kept.length;
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  return values[values.length >> 1];
}
