import type { FloorCalibration } from '#contracts/calibration';
import type { Bounds, Point } from '#contracts/geometry';
import { type Radio, type RangeLaw, type ReaderKind, type ZoneKind, defaultRangeLaw } from '#contracts/floorplan';
import type { Wall } from '#floorplan/walls';
import { type FloorReaders, floorReaders } from '#positioning/floor/floor-levels';
import { type Shafts, shaftsOf } from '#positioning/floor/shafts';
import { calibratedMaps } from '#positioning/grid/calibrated-maps';
import { type FloorGrid, floorGrid } from '#positioning/grid/floor-grid';
import { type GridWorkspace, gridWorkspace } from '#positioning/grid/grid-workspace';
import type { LevelMaps } from '#positioning/grid/level-maps';
import { type Portal, portalOf } from '#positioning/portal/portal';
import { type ReaderTable, readerTable } from '#positioning/reader-table';
import type { AnchorTable } from '#positioning/solve-ranges';

/** A floor as the pipeline needs it; lengths in metres. */
export interface FloorInput {
  id: number;
  siteId: number;
  level: number;
  bounds: Bounds;
  tagHeightM: number;
  keepEveryFix: boolean;
  walls?: readonly Wall[];
  doors?: readonly { from: Point; to: Point }[];
  zones: { id: number; kind: ZoneKind; polygon: (readonly [number, number])[] }[];
  /** A reader that was never calibrated has no radio values and gets the usual ones; one of no kind hears levels. */
  readers: {
    id: number;
    kind?: ReaderKind;
    x: number;
    y: number;
    z: number;
    radio?: Radio;
    /** Of a reader whose distances were calibrated. */
    range?: RangeLaw | null;
    /** Of an RFID portal: where each antenna hangs and the zone it faces. */
    antennas?: readonly { antenna: number; zoneId: number; x: number; y: number }[];
  }[];
  /** What was learnt of the radio on this floor; without it the readers' own values count. */
  calibration?: FloorCalibration | null;
}

/** A floor prepared for the hot path. */
export interface FloorModel extends FloorInput {
  /** What it was made of. */
  input: FloorInput;
  grid: FloorGrid;
  /** Tells grids apart: a belief is of use only on the grid on which it was formed. */
  gridKey: number;
  maps: LevelMaps;
  /** Exponent of the likelihood, and how far a first look reaches beyond the loudest level, dB. */
  exponent: number;
  slackDb: number;
  /** Working memory for one tag after the other. */
  work: GridWorkspace;
  /** Lifts and stairs. */
  shafts: Shafts;
  /** Place of a zone in `zones` by its id. */
  zonePlace: ReadonlyMap<number, number>;
}

/** Every floor and reader of the house, prepared once and then only read. */
export interface HouseModel {
  floors: ReadonlyMap<number, FloorModel>;
  /** All readers of all floors, column by column. */
  readers: ReaderTable;
  /** Place of a reader in the columns by its id; -1 where there is none. */
  readerIndex: Int32Array;
  /** Id and floor id of each reader of the columns. */
  readerIds: Int32Array;
  readerFloor: Int32Array;
  /** What readers are that measure distances, column by column. */
  anchors: AnchorTable;
  /** RFID readers by id; null for one without antennas on the plan. Their levels tell a side of a door, not a place. */
  portals: ReadonlyMap<number, Portal | null>;
  floorReaders: FloorReaders;
}

/**
 * How far a first look reaches: three times the usual spread. Without a calibration beliefs are wide whichever way: twice, at a
 * third of the cost.
 */
const calibratedSlackDb = 20;
const plainSlackDb = 14;

/**
 * Prepares the model of the house from its floors.
 * @param before an older model: what did not change of it is used again, for a large floor takes a tenth of a second
 */
export function houseModel(floors: readonly FloorInput[], before: HouseModel | null = null): HouseModel {
  const readers = floors.flatMap((floor) => {
    const learnt = new Map(floor.calibration?.readers.map((law) => [law.readerId, law]));
    return floor.readers.map((reader) => ({
      ...reader,
      radio: learnt.get(reader.id) ?? reader.radio,
      floorId: floor.id,
    }));
  });
  const readerIndex = new Int32Array(1 + readers.reduce((highest, { id }) => Math.max(highest, id), 0)).fill(-1);
  readers.forEach((reader, index) => (readerIndex[reader.id] = index));
  const readerFloor = Int32Array.from(readers, (reader) => reader.floorId);
  const table = readerTable(readers);
  const house = {
    readers: table,
    readerIndex,
    readerIds: Int32Array.from(readers, (reader) => reader.id),
    readerFloor,
    // A portal is silent as a rule: it must not count as a voice of its floor.
    floorReaders: floorReaders(readerFloor.map((floorId, index) => (readers[index].kind === 'rfid' ? -1 : floorId))),
    anchors: {
      ...table,
      biasM: Float64Array.from(readers, ({ range }) => (range ?? defaultRangeLaw).biasM),
      sigmaM: Float64Array.from(readers, ({ range }) => (range ?? defaultRangeLaw).sigmaM),
    },
    portals: new Map(
      readers.filter(({ kind }) => kind === 'rfid').map(({ id, antennas = [] }) => [id, portalOf(antennas)]),
    ),
  };
  return {
    ...house,
    floors: new Map(floors.map((floor) => [floor.id, usedAgain(floor, house, before) ?? floorModel(floor, house)])),
  };
}

/** The floor as the older model has it, its maps laid out for the readers of the new one; null when anything differs. */
function usedAgain(floor: FloorInput, house: Omit<HouseModel, 'floors'>, before: HouseModel | null): FloorModel | null {
  const model = before?.floors.get(floor.id);
  if (!before || !model || JSON.stringify(model.input) !== JSON.stringify(floor)) return null;
  const laidOut = <T>(old: readonly (T | null)[]) =>
    Array.from(house.readerIds, (id) => old[before.readerIndex[id] ?? -1] ?? null);
  const { byReader, silence } = model.maps;
  return {
    ...model,
    maps: {
      ...model.maps,
      byReader: laidOut(byReader),
      silence: silence && { ...silence, byLevel: silence.byLevel.map((levels) => laidOut(levels)) },
    },
  };
}

function floorModel(floor: FloorInput, house: Omit<HouseModel, 'floors'>): FloorModel {
  const { bounds, zones, doors, tagHeightM, walls = [], calibration = null } = floor;
  const grid = floorGrid({ bounds, walls, doors, zones });
  const radio = {
    table: house.readers,
    placeOf: (readerId: number) => house.readerIndex[readerId] ?? -1,
    counts: (reader: number) => house.readerFloor[reader] === floor.id && !house.portals.has(house.readerIds[reader]),
    tagHeightM,
    walls,
  };
  return {
    ...floor,
    input: floor,
    ...calibratedMaps(grid, radio, calibration),
    slackDb: calibration ? calibratedSlackDb : plainSlackDb,
    grid,
    gridKey: keyOf([grid.columns, grid.rows, grid.cellM, grid.originX, grid.originY]),
    work: gridWorkspace(grid),
    shafts: shaftsOf(zones),
    zonePlace: new Map(zones.map((zone, place) => [zone.id, place])),
  };
}

/** 32 bits that differ for different numbers (FNV-1a over their bytes). */
function keyOf(numbers: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const byte of new Uint8Array(Float64Array.from(numbers).buffer)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
