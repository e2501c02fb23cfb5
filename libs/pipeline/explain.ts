import type { ZoneChance } from '#contracts/position';
import { cellAt } from '#positioning/grid/floor-grid';
import { windowOf } from '#positioning/tag-rhythm';
import { aggregateWindow, createWindow } from '#positioning/window';
import { rowKinds } from './evidence.js';
import type { FloorModel, HouseModel } from './model.js';
import { type TagState, bindToHouse } from './tag-state.js';
import { type ToldEvidence, toldEvidence } from './told-evidence.js';
import { type Change, whatWouldChange } from './what-would-change.js';

/** The position as it was told; metres, square metres. */
export interface Told {
  floorId: number;
  x: number;
  y: number;
  varX: number;
  varY: number;
  covXY: number;
  zoneId: number | null;
  zones: readonly ZoneChance[];
}

/** What one reader heard of the tag, and what it was expected to hear at the told place. */
export interface HeardReader {
  readerId: number;
  /** The level that counted: of the whole stay while the tag is at rest, else of the newest window; dBm. */
  levelDbm: number;
  packets: number;
  /** When it last heard the tag, ms since 1970; null when only in the stay so far. */
  heardAt: number | null;
  /** null: it hangs on another floor, or is not expected to hear anything at that place. */
  expectedDbm: number | null;
  /** Along the floor, metres; null for a reader of another floor. */
  distanceM: number | null;
}

/** A reader of the floor that was expected to hear the tag at the told place and did not. */
export interface MissingReader {
  readerId: number;
  expectedDbm: number;
  distanceM: number;
}

export interface Explanation {
  atRest: boolean;
  /** Strongest first. */
  readers: HeardReader[];
  missing: MissingReader[];
  changes: Change[];
  /** What was told besides levels. */
  told: ToldEvidence[];
}

/** A reader that is expected to hear this much or more hears nearly every packet, dBm. */
const surelyHeardDbm = -85;
const mostMissing = 5;
const heard = createWindow();

/**
 * Why a tag was told to be where it was: what its readers heard beside what they were expected to hear there, and what
 * would have changed the answer.
 * @param house must hold at least the told floor; readers of floors that it leaves out are told without expectation
 * @param state as it was stored; it is bound to the house by this call
 * @returns null when the house no longer has the floor
 */
export function explain(house: HouseModel, state: TagState, told: Told): Explanation | null {
  const floor = house.floors.get(told.floorId);
  if (!floor) return null;
  bindToHouse(state, house);
  const offsetDb = state.settled?.level.offsetDb ?? 0;
  const readers = heardReaders(house, floor, state, told, offsetDb);
  const missing = missingReaders(house, floor, readers, told, offsetDb);
  return {
    atRest: state.settled?.belief?.still.atRest ?? false,
    readers,
    missing,
    changes: whatWouldChange(house, floor, readers, told, offsetDb),
    told: toldEvidence(house, state),
  };
}

/** @param offsetDb how much louder the tag is than usual; the levels of its stay were counted without */
function heardReaders(
  house: HouseModel,
  floor: FloorModel,
  state: TagState,
  told: Told,
  offsetDb: number,
): HeardReader[] {
  const { evidence, settled } = state;
  // As in the window step: distances, places and portals tell no level of a place.
  const rows = Array.from({ length: evidence.count }, (_, index) => index).filter(
    (index) => evidence.kind[index] === rowKinds.level && !house.portals.has(evidence.readerId[index]),
  );
  const column = (values: ArrayLike<number>) => rows.map((index) => values[index]);
  const levels = column(evidence.centiDbm).map((centi) => centi / 100);
  const from = evidence.newestAt - (settled ? windowOf(settled.rhythm) : Infinity);
  aggregateWindow(column(evidence.readerId), levels, column(evidence.at), rows.length, from, evidence.newestAt, heard);
  const counted = new Map<number, { levelDbm: number; packets: number }>();
  for (let i = 0; i < heard.count; i += 1)
    counted.set(heard.readers[i], { levelDbm: heard.levelsDbm[i], packets: heard.packets[i] });
  const still = settled?.floor.floorId === floor.id ? settled.belief?.still : undefined;
  if (still?.atRest)
    for (let i = 0; i < still.count; i += 1)
      counted.set(house.readerIds[still.readers[i]], {
        levelDbm: still.levelsDbm[i] + offsetDb,
        packets: Math.round(still.packets[i]),
      });
  return Array.from(counted, ([readerId, level]) => ({
    readerId,
    ...level,
    heardAt: newestOf(state, readerId),
    ...expectation(house, floor, readerId, told, offsetDb),
  })).sort((a, b) => b.levelDbm - a.levelDbm || a.readerId - b.readerId);
}

function newestOf({ evidence }: TagState, readerId: number): number | null {
  for (let index = evidence.count - 1; index >= 0; index -= 1)
    if (evidence.readerId[index] === readerId) return evidence.at[index];
  return null;
}

/** What a reader is expected to hear of a tag so loud at the told place, and how far away it hangs. */
function expectation(
  house: HouseModel,
  floor: FloorModel,
  readerId: number,
  { x, y }: Told,
  offsetDb: number,
): Pick<HeardReader, 'expectedDbm' | 'distanceM'> {
  const place = house.readerIndex[readerId] ?? -1;
  if (place < 0 || house.readerFloor[place] !== floor.id) return { expectedDbm: null, distanceM: null };
  const distanceM = Math.hypot(house.readers.x[place] - x, house.readers.y[place] - y);
  const map = floor.maps.byReader[place];
  if (!map) return { expectedDbm: null, distanceM };
  const cell = cellAt(floor.grid, x, y);
  const column = (cell % floor.grid.columns) - map.column;
  const row = Math.floor(cell / floor.grid.columns) - map.row;
  const within = column >= 0 && row >= 0 && column < map.columns && row < map.rows;
  return { expectedDbm: within ? map.expectedDbm[row * map.columns + column] + offsetDb : null, distanceM };
}

function missingReaders(
  house: HouseModel,
  floor: FloorModel,
  readers: readonly HeardReader[],
  told: Told,
  offsetDb: number,
): MissingReader[] {
  const missing: MissingReader[] = [];
  for (const { id } of floor.readers) {
    if (readers.some(({ readerId }) => readerId === id)) continue;
    const { expectedDbm, distanceM } = expectation(house, floor, id, told, offsetDb);
    if (expectedDbm === null || distanceM === null || expectedDbm < surelyHeardDbm) continue;
    missing.push({ readerId: id, expectedDbm, distanceM });
  }
  return missing.sort((a, b) => b.expectedDbm - a.expectedDbm).slice(0, mostMissing);
}
