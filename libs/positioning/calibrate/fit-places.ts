import { type FloorCalibration, floorCalibrationSchema } from '#contracts/calibration';
import type { PlaceLevels } from '#contracts/calibration';
import { type Calibration, calibrateFloor } from '../grid/calibrate-floor.js';
import type { CensoredLevels } from '../grid/censored-levels.js';
import { usualExponent } from '../grid/choose-exponent.js';
import type { FloorGrid } from '../grid/floor-grid.js';
import { usualPacketSigmaDb } from '../grid/level-maps.js';
import type { LevelMaps } from '../grid/level-maps.js';
import { hearingFloor } from '../grid/silence.js';
import type { Survey } from '../grid/survey-places.js';
import { type CalibrationFloor, placesById } from './calibration-floor.js';
import { meanLevels } from './place-levels.js';

/** What was heard of a tag at a known place; metres. */
export interface KnownPlace {
  x: number;
  y: number;
  levels: PlaceLevels;
}

/** With fewer packets nothing can be said of silence; with a third of them a reader is at its floor. */
const fewestSent = 8;
const hardly = 1 / 3;
/** The usual packet spread counts as much as this many windows. */
const priorWindows = 20;

/**
 * Fits a floor's calibration to levels at known places. The exponent is the usual one; it is chosen elsewhere, from
 * places that were left out.
 * @throws RangeError when no place heard a reader of the floor
 */
export function fitPlaces(
  floor: CalibrationFloor,
  grid: FloorGrid,
  places: readonly KnownPlace[],
): { calibration: FloorCalibration; maps: LevelMaps } {
  const survey = surveyOf(floor, places);
  leaveOutHardlyHeard(floor, survey, places);
  const fitted = calibrateFloor(grid, floor.readers, floor.tagHeightM, floor.walls, survey);
  return { calibration: contentOf(floor, fitted, survey), maps: fitted.maps };
}

function surveyOf(floor: CalibrationFloor, places: readonly KnownPlace[]): Survey {
  const placeOf = placesById(floor);
  const usual = usualPacketSigmaDb ** 2;
  const survey: Survey = { levels: [], places: [], packetVarianceDb2: 0, fadingVarianceDb2: 0 };
  let squares = priorWindows * usual;
  let free = priorWindows;
  let stepSquares = priorWindows * usual;
  let steps = priorWindows;
  places.forEach(({ x, y, levels }, number) => {
    stepSquares += levels.stepSquares;
    steps += levels.steps;
    for (const own of meanLevels(levels)) {
      const reader = placeOf.get(own.readerId);
      if (reader === undefined) continue;
      survey.levels.push({ reader, x, y, levelDbm: own.levelDbm });
      survey.places.push(number);
      // Within one place windows differ by the fading of their packets: variance times packets is that of one.
      squares += own.squares * (own.packets / own.windows);
      free += own.windows - 1;
    }
  });
  survey.packetVarianceDb2 = squares / free;
  survey.fadingVarianceDb2 = stepSquares / steps;
  return survey;
}

/**
 * Turns levels at the edge of hearing into silence: of a tag below a reader's floor only the packets that happen to be
 * strong are heard, and their mean says nothing of how far below it was.
 */
function leaveOutHardlyHeard(floor: CalibrationFloor, survey: Survey, places: readonly KnownPlace[]): void {
  const placeOf = placesById(floor);
  const alive = new Set(survey.levels.map(({ reader }) => reader));
  const silent: CensoredLevels['places'][number][] = [];
  const hardlyHeard = new Set<string>();
  places.forEach(({ x, y, levels }, number) => {
    const packetsOf = new Map(meanLevels(levels).map(({ readerId, packets }) => [placeOf.get(readerId), packets]));
    const most = Math.max(0, ...packetsOf.values());
    if (most < fewestSent) return;
    floor.readers.forEach((_reader, reader) => {
      if (!alive.has(reader) || (packetsOf.get(reader) ?? 0) >= hardly * most) return;
      silent.push({ reader, x, y });
      hardlyHeard.add(`${number}:${reader}`);
    });
  });
  const isClear = survey.levels.map(({ reader }, i) => !hardlyHeard.has(`${survey.places[i]}:${reader}`));
  const clear = survey.levels.filter((_level, i) => isClear[i]);
  const floorDbm = hearingFloor(clear.map(({ levelDbm }) => levelDbm));
  if (floorDbm === undefined) return;
  survey.levels = clear;
  survey.places = survey.places.filter((_place, i) => isClear[i]);
  survey.censored = { floorDbm, places: silent };
}

function contentOf(
  floor: CalibrationFloor,
  { model, kernel, maps, shadows }: Calibration,
  survey: Survey,
): FloorCalibration {
  return floorCalibrationSchema.parse({
    readers: floor.readers.map(({ id }, place) => ({ readerId: id, ...rounded(model.readers[place]) })),
    wallLossDb: Math.min(30, model.wallLossDb),
    likelihoodExponent: usualExponent,
    packetVarianceDb2: Math.min(400, maps.packetVarianceDb2),
    fadingVarianceDb2: Math.min(400, maps.fadingVarianceDb2),
    hearingFloorDbm: survey.censored?.floorDbm ?? null,
    survey: [...survey.levels, ...shadows].map(({ reader, x, y, levelDbm }) => ({
      readerId: floor.readers[reader].id,
      x,
      y,
      levelDbm: Math.round(levelDbm * 100) / 100,
    })),
    kernel,
  });
}

function rounded<T extends Record<string, number>>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Math.round(value * 1000) / 1000]),
  ) as T;
}
