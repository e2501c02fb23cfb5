import type { Bounds } from '#contracts/geometry';
import type { Radio, ZoneKind } from '#contracts/floorplan';
import { ZoneIndex } from '#floorplan/zone-index';
import { type ReaderTable, readerTable } from '#positioning/reader-table';

/** A floor as the pipeline needs it; lengths in metres. */
export interface FloorInput {
  id: number;
  siteId: number;
  level: number;
  bounds: Bounds;
  tagHeightM: number;
  keepEveryFix: boolean;
  zones: { id: number; kind: ZoneKind; polygon: (readonly [number, number])[] }[];
  /** A reader that was never calibrated has no radio values and gets the usual ones. */
  readers: { id: number; x: number; y: number; z: number; radio?: Radio }[];
}

/** A floor prepared for the hot path. */
export interface FloorModel extends FloorInput {
  zoneIndex: ZoneIndex;
}

/** Every floor and reader of the house, prepared once and then only read. */
export interface HouseModel {
  floors: ReadonlyMap<number, FloorModel>;
  /** All readers of all floors, column by column. */
  readers: ReaderTable;
  /** Place of a reader in the columns by its id; -1 where there is none. */
  readerIndex: Int32Array;
  /** Floor id of each reader of the columns. */
  readerFloor: Int32Array;
}

/** Prepares the model of the house from its floors. */
export function houseModel(floors: readonly FloorInput[]): HouseModel {
  const readers = floors.flatMap((floor) => floor.readers.map((reader) => ({ ...reader, floorId: floor.id })));
  const readerIndex = new Int32Array(1 + Math.max(0, ...readers.map((reader) => reader.id))).fill(-1);
  readers.forEach((reader, index) => (readerIndex[reader.id] = index));
  return {
    floors: new Map(floors.map((floor) => [floor.id, { ...floor, zoneIndex: new ZoneIndex(floor.zones) }])),
    readers: readerTable(readers),
    readerIndex,
    readerFloor: Int32Array.from(readers, (reader) => reader.floorId),
  };
}
