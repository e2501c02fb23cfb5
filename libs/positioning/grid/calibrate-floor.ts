import type { Wall } from '#floorplan/walls';
import { type ReaderTable, readerTable } from '../reader-table.js';
import { type CensoredLevels, meanBelow } from './censored-levels.js';
import { fingerprintsOf } from './fingerprints.js';
import { type LevelModel, type PlacedLevel, fitLevelModel } from './fit-level-model.js';
import type { FloorGrid } from './floor-grid.js';
import { type LevelMapInput, type LevelMaps, expectedLevel, levelMaps } from './level-maps.js';
import type { Survey } from './survey-places.js';
import { type ShadowingKernel, fitShadowingKernel, surveyedResidual } from './survey-residual.js';

/** A reader of the floor; z NaN where its height is not known. */
export interface FloorReader {
  x: number;
  y: number;
  z: number;
}

export interface Calibration {
  model: LevelModel;
  /** What is left after path loss and walls; null when the survey is too small to tell. */
  kernel: ShadowingKernel | null;
  table: ReaderTable;
  maps: LevelMaps;
  /** Levels that silence stands for, where a reader should have heard. */
  shadows: PlacedLevel[];
}

/**
 * Makes the level maps of a floor from a survey: path loss and walls first, then a Gaussian process over what these
 * leave, with the kernel that foretells the survey's own samples best. Nothing but the survey goes in.
 * @param counts whether a reader may hear tags on this floor at all
 */
export function calibrateFloor(
  grid: FloorGrid,
  readers: readonly FloorReader[],
  tagHeightM: number,
  walls: readonly Wall[],
  survey: Survey,
  counts: (reader: number) => boolean = () => true,
): Calibration {
  const model = fitLevelModel(survey.levels, readers, tagHeightM, walls, survey.censored);
  const table = readerTable(
    readers.map(({ x, y, z }, reader) => ({
      x,
      y,
      z: Number.isNaN(z) ? tagHeightM + model.heightM : z,
      radio: model.readers[reader],
    })),
  );
  const input: LevelMapInput = { table, tagHeightM, walls, wallLossDb: model.wallLossDb };
  const samples = Array.from({ length: readers.length }, () => ({
    x: [] as number[],
    y: [] as number[],
    residualDb: [] as number[],
  }));
  for (const { reader, x, y, levelDbm } of survey.levels) {
    samples[reader].x.push(x);
    samples[reader].y.push(y);
    samples[reader].residualDb.push(levelDbm - expectedLevel(input, reader, x, y));
  }
  const kernel = fitShadowingKernel(samples);
  const shadows = survey.censored && kernel ? shadowsOf(survey.censored, input, kernel.spreadDb) : [];
  for (const { reader, x, y, levelDbm } of shadows) {
    samples[reader].x.push(x);
    samples[reader].y.push(y);
    samples[reader].residualDb.push(levelDbm - expectedLevel(input, reader, x, y));
  }
  const residuals = samples.map((own) => (kernel && own.x.length > 0 ? surveyedResidual(own, kernel) : null));
  const maps = levelMaps(grid, {
    ...input,
    slabLossDb: (reader) => (counts(reader) ? 0 : Infinity),
    residual: (reader) => residuals[reader],
    packetVarianceDb2: survey.packetVarianceDb2,
    fadingVarianceDb2: survey.fadingVarianceDb2,
    hearingFloorDbm: survey.censored?.floorDbm,
  });
  if (kernel) maps.fingerprints = fingerprintsOf(grid, maps.byReader, [...survey.levels, ...shadows]);
  return { model, kernel, table, maps, shadows };
}

/** Deeper shadows than this, in spreads, are readers that were out. */
const deepestShadow = 3;

/** Silence where a reader should have heard says how deep the shadow is there at least; elsewhere it says nothing. */
function shadowsOf({ places, floorDbm }: CensoredLevels, input: LevelMapInput, spreadDb: number): PlacedLevel[] {
  return places.flatMap(({ reader, x, y }) => {
    const expected = expectedLevel(input, reader, x, y);
    const above = (expected - floorDbm) / spreadDb;
    return above < 0 || above > deepestShadow
      ? []
      : [{ reader, x, y, levelDbm: meanBelow(expected, spreadDb, floorDbm) }];
  });
}
