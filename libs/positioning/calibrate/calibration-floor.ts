import type { FloorCalibration, PlacedWindow } from '#contracts/calibration';
import type { Radio } from '#contracts/floorplan';
import type { Bounds, Point } from '#contracts/geometry';
import type { Wall } from '#floorplan/walls';
import { calibratedMaps } from '../grid/calibrated-maps.js';
import { type FloorGrid, floorGrid } from '../grid/floor-grid.js';
import type { LevelMaps } from '../grid/level-maps.js';
import type { HeardLevels } from '../grid/likelihood.js';
import { readerTable } from '../reader-table.js';

/** A reader of the floor; metres. */
export interface CalibrationReader {
  id: number;
  x: number;
  y: number;
  z: number;
  /** What the floor plan says. */
  radio: Radio;
}

/** A floor as calibration needs it, with its own readers: those of other floors only help to choose the floor. Lengths in metres. */
export interface CalibrationFloor {
  id: number;
  bounds: Bounds;
  tagHeightM: number;
  walls: readonly Wall[];
  doors: readonly { from: Point; to: Point }[];
  zones: readonly { id: number; kind: string; polygon: readonly Point[] }[];
  readers: readonly CalibrationReader[];
}

/** The cells of a floor, exactly as the running engine cuts them. */
export function gridOf({ bounds, walls, doors, zones }: CalibrationFloor): FloorGrid {
  return floorGrid({ bounds, walls, doors, zones });
}

/** Level maps under a calibration, or under the values of the plan (null); readers by their place in `floor.readers`. */
export function mapsOf(
  floor: CalibrationFloor,
  grid: FloorGrid,
  calibration: FloorCalibration | null,
): { maps: LevelMaps; exponent: number } {
  const learnt = new Map(calibration?.readers.map((radio) => [radio.readerId, radio]));
  const places = placesById(floor);
  return calibratedMaps(
    grid,
    {
      table: readerTable(floor.readers.map((reader) => ({ ...reader, radio: learnt.get(reader.id) ?? reader.radio }))),
      placeOf: (id) => places.get(id) ?? -1,
      counts: () => true,
      tagHeightM: floor.tagHeightM,
      walls: floor.walls,
    },
    calibration,
  );
}

/** Place of each reader in `floor.readers` by its id. */
export function placesById(floor: CalibrationFloor): Map<number, number> {
  return new Map(floor.readers.map(({ id }, place) => [id, place]));
}

/** A window with places of readers instead of ids; readers that are not on the list are left out. */
export function heardOf(window: Omit<PlacedWindow, 'at'>, places: ReadonlyMap<number, number>): HeardLevels {
  const kept = window.readerIds.flatMap((id, i) => (places.has(id) ? [i] : []));
  return {
    count: kept.length,
    readers: kept.map((i) => places.get(window.readerIds[i])!),
    levelsDbm: kept.map((i) => window.levelsDbm[i]),
    packets: kept.map((i) => window.packets[i]),
  };
}
