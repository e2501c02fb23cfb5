import type { Place } from '#positioning/baselines';
import { ZoneIndex } from '#floorplan/zone-index';
import { type Calibration, calibrateFloor } from '#positioning/grid/calibrate-floor';
import { chooseExponent } from '#positioning/grid/choose-exponent';
import { type FloorGrid, floorGrid } from '#positioning/grid/floor-grid';
import { type GridWorkspace, gridWorkspace } from '#positioning/grid/grid-workspace';
import type { LevelMaps } from '#positioning/grid/level-maps';
import { type Survey, surveyPlaces } from '#positioning/grid/survey-places';
import { type Fingerprint, missingDbm } from './baselines.js';
import { epochsOf, levelsOf } from './epochs.js';
import { foldsOf } from './folds.js';
import { lesserCalibrations } from './lesser-calibrations.js';
import type { DataSet, DataTrack } from './read-data.js';

/** One floor of a recording, calibrated with the tracks that were surveyed on it. */
export interface SurveyedFloor {
  floor: number;
  grid: FloorGrid;
  work: GridWorkspace;
  calibration: Calibration;
  /** Exponent of the likelihood, chosen on the survey. */
  exponent: number;
  /** Makes the maps that need less than the survey, by name. */
  lesser: () => Record<string, LevelMaps>;
  fingerprints: Fingerprint[];
  zoneIndex: ZoneIndex;
  roomIds: string[];
  /** Zone of a true place, -1 outside all, null where the recording has no rooms. */
  zoneAt: (place: Place, room: string | null) => number | null;
}

/** @throws Error when no track was surveyed on the floor */
export function surveyedFloor(
  data: DataSet,
  floor: number,
  train: readonly DataTrack[],
  windowMs: number,
): SurveyedFloor {
  const { meta, walls } = data;
  const tracks = train.filter((track) => track.truth.floor[0] === floor);
  if (tracks.length === 0) throw new Error(`${meta.name}: no training tag was on floor ${floor}`);
  const [minX, minY, maxX, maxY] = meta.bounds;
  const rooms = (meta.rooms ?? []).filter((room) => room.floor == null || room.floor === floor);
  const zones = rooms.map(({ poly }, id) => ({ id, polygon: poly }));
  const grid = floorGrid({
    bounds: { minX, minY, maxX, maxY },
    walls,
    zones,
    walkable: meta.grid ? { cellM: meta.grid.cell, centres: meta.grid.free } : undefined,
  });
  const work = gridWorkspace(grid);
  const tagHeightM = meta.tagZ ?? 0;
  const readers = data.readers.map(({ x, y, z }) => ({ x, y, z: z != null && meta.tagZ != null ? z : NaN }));
  const calibrate = (survey: Survey) => {
    const surveyed = new Set(survey.levels.map(({ reader }) => reader));
    // A reader of another floor counts only if the survey heard it here: its slab is in its level then.
    const counts = (reader: number) => data.readers[reader].floor === floor || surveyed.has(reader);
    return calibrateFloor(grid, readers, tagHeightM, walls, survey, counts);
  };
  const survey = surveyOf(tracks, windowMs);
  const calibration = calibrate(survey);
  const floorOfReader = data.readers.map((reader) => reader.floor);
  const exponent = chooseExponent(
    foldsOf(tracks).map(({ inside, outside }) => ({
      maps: calibrate(surveyOf(inside, windowMs)).maps,
      tracks: outside.map((track) =>
        epochsOf(track, windowMs, floorOfReader, () => null).map(({ atMs, heard, truth, counts }) => ({
          atMs,
          heard,
          truth: counts ? truth : null,
        })),
      ),
    })),
    work,
    windowMs,
  );
  const zoneIndex = new ZoneIndex(zones);
  const roomIds = rooms.map(({ id }) => id);
  return {
    floor,
    grid,
    work,
    calibration,
    exponent,
    lesser: () => lesserCalibrations(data, floor, calibration, tracks, grid, windowMs),
    fingerprints: fingerprintsOf(survey, data.readers.length),
    zoneIndex,
    roomIds,
    zoneAt: (place, room) =>
      zones.length === 0 ? null : room !== null ? roomIds.indexOf(room) : zoneIndex.zoneAt(place.x, place.y),
  };
}

function surveyOf(tracks: readonly DataTrack[], windowMs: number): Survey {
  return surveyPlaces(
    tracks.map((track) => ({ readings: levelsOf(track), truth: track.truth })),
    windowMs,
  );
}

function fingerprintsOf(survey: Survey, readerCount: number): Fingerprint[] {
  const prints: Fingerprint[] = [];
  survey.levels.forEach(({ reader, x, y, levelDbm }, i) => {
    const place = survey.places[i];
    prints[place] ??= { x, y, levelsDbm: new Float64Array(readerCount).fill(missingDbm) };
    prints[place].levelsDbm[reader] = levelDbm;
  });
  return prints;
}
