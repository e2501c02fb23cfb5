import type { FloorCalibration } from '#contracts/calibration';
import type { Wall } from '#floorplan/walls';
import type { ReaderTable } from '../reader-table.js';
import { usualExponent } from './choose-exponent.js';
import { fingerprintsOf } from './fingerprints.js';
import type { FloorGrid } from './floor-grid.js';
import { type LevelMapInput, type LevelMaps, expectedLevel, levelMaps } from './level-maps.js';
import { type SurveyedResidual, surveyedResidual } from './survey-residual.js';

/** A floor's readers within a table of readers, which already holds the law of each. */
export interface FloorRadio {
  table: ReaderTable;
  /** Place of a reader in the table by its id, -1 where there is none. */
  placeOf: (readerId: number) => number;
  /** Whether a reader, by place, hears tags on this floor. */
  counts: (reader: number) => boolean;
  tagHeightM: number;
  walls: readonly Wall[];
}

/**
 * Level maps of a floor and the exponent of its likelihood, from what a calibration learnt. Without one the laws of the
 * table count as they are, and walls do not: values fitted without walls hold the usual walls already.
 */
export function calibratedMaps(
  grid: FloorGrid,
  radio: FloorRadio,
  calibration: FloorCalibration | null,
): { maps: LevelMaps; exponent: number } {
  const { table, tagHeightM, walls, counts, placeOf } = radio;
  const input: LevelMapInput = { table, tagHeightM, walls, wallLossDb: calibration?.wallLossDb ?? 0 };
  const residuals = calibration ? residualsOf(input, calibration, placeOf) : new Map<number, SurveyedResidual>();
  const maps = levelMaps(grid, {
    ...input,
    slabLossDb: (reader) => (counts(reader) ? 0 : Infinity),
    residual: (reader) => residuals.get(reader) ?? null,
    packetVarianceDb2: calibration?.packetVarianceDb2,
    fadingVarianceDb2: calibration?.fadingVarianceDb2,
    hearingFloorDbm: calibration?.hearingFloorDbm ?? undefined,
  });
  if (calibration?.kernel)
    maps.fingerprints = fingerprintsOf(
      grid,
      maps.byReader,
      calibration.survey.flatMap(({ readerId, x, y, levelDbm }) => {
        const reader = placeOf(readerId);
        return reader < 0 ? [] : [{ reader, x, y, levelDbm }];
      }),
    );
  return { maps, exponent: calibration?.likelihoodExponent ?? usualExponent };
}

/** What the survey found on top of path loss and walls, by reader. */
function residualsOf(
  input: LevelMapInput,
  { survey, kernel }: FloorCalibration,
  placeOf: (readerId: number) => number,
): Map<number, SurveyedResidual> {
  const samples = new Map<number, { x: number[]; y: number[]; residualDb: number[] }>();
  if (!kernel) return new Map();
  for (const { readerId, x, y, levelDbm } of survey) {
    const reader = placeOf(readerId);
    if (reader < 0) continue;
    const own = samples.get(reader) ?? { x: [], y: [], residualDb: [] };
    own.x.push(x);
    own.y.push(y);
    own.residualDb.push(levelDbm - expectedLevel(input, reader, x, y));
    samples.set(reader, own);
  }
  return new Map(Array.from(samples, ([reader, own]) => [reader, surveyedResidual(own, kernel)]));
}
