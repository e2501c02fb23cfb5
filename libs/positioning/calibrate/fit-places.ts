import { type FloorCalibration, floorCalibrationSchema } from '#contracts/calibration';
import type { PlaceLevels } from '#contracts/calibration';
import { type Calibration, calibrateFloor } from '../grid/calibrate-floor.js';
import { usualExponent } from '../grid/choose-exponent.js';
import type { FloorGrid } from '../grid/floor-grid.js';
import { usualPacketSigmaDb } from '../grid/level-maps.js';
import type { LevelMaps } from '../grid/level-maps.js';
import type { Survey } from '../grid/survey-places.js';
import { type CalibrationFloor, placesById } from './calibration-floor.js';
import { meanLevels } from './place-levels.js';

/** What was heard of a tag at a known place; metres. */
export interface KnownPlace {
  x: number;
  y: number;
  levels: PlaceLevels;
}

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

function contentOf(floor: CalibrationFloor, { model, kernel, maps }: Calibration, survey: Survey): FloorCalibration {
  return floorCalibrationSchema.parse({
    readers: floor.readers.map(({ id }, place) => ({ readerId: id, ...rounded(model.readers[place]) })),
    wallLossDb: Math.min(30, model.wallLossDb),
    likelihoodExponent: usualExponent,
    packetVarianceDb2: Math.min(400, maps.packetVarianceDb2),
    fadingVarianceDb2: Math.min(400, maps.fadingVarianceDb2),
    survey: survey.levels.map(({ reader, x, y, levelDbm }) => ({
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
