import type { Bounds } from '#contracts/geometry';
import { type Place, nearestReader, weightedCentroid } from '#positioning/baselines';
import { distanceOfLevel, rangeAlongFloor } from '#positioning/path-loss';
import { trilatPlace } from '../replay/trilat.js';
import {
  type RangedReader,
  clamp,
  linearLeastSquares,
  missingDbm,
  nearestNeighbours,
  scaleFreeFit,
} from './baselines.js';
import type { Epoch } from './epochs.js';
import type { SurveyedFloor } from './surveyed-floor.js';

export type SimpleMethod = (floor: SurveyedFloor, epoch: Epoch) => Place;

/**
 * The methods that the engine is measured against, by name; each with the path loss fitted to the same survey. A name
 * with several variants counts by its best on the test itself: more than fair.
 */
export function simpleMethods(bounds: Bounds, tagHeightM: number, readerCount: number): Record<string, SimpleMethod[]> {
  const ranged = ({ calibration: { table } }: SurveyedFloor, { ofFloor }: Epoch): RangedReader[] =>
    Array.from({ length: ofFloor.count }, (_, i) => {
      const reader = ofFloor.readers[i];
      const distance = distanceOfLevel(table, reader, ofFloor.levelsDbm[i]);
      return {
        x: table.x[reader],
        y: table.y[reader],
        rangeM: rangeAlongFloor(distance, table.z[reader], tagHeightM),
      };
    });
  const vector = new Float64Array(readerCount);
  return {
    nearestReader: [
      ({ calibration: { table } }, { ofFloor: { readers, levelsDbm, count } }) =>
        nearestReader(table, readers, levelsDbm, count),
    ],
    weightedCentroid: [1, 2, 3].map(
      (power): SimpleMethod =>
        ({ calibration: { table } }, { ofFloor: { readers, levelsDbm, count } }) =>
          weightedCentroid(table, readers, levelsDbm, count, power),
    ),
    trilat: [
      ({ calibration: { table } }, { ofFloor: { readers, levelsDbm, count } }) =>
        clamp(trilatPlace(table, readers, levelsDbm, count, tagHeightM), bounds),
    ],
    linearLeastSquares: [(floor, epoch) => linearLeastSquares(ranged(floor, epoch), bounds)],
    weightedKnn: [
      ({ fingerprints }, { heard }) => {
        vector.fill(missingDbm);
        for (let i = 0; i < heard.count; i++) vector[heard.readers[i]] = heard.levelsDbm[i];
        return nearestNeighbours(fingerprints, vector);
      },
    ],
    scaleFreeNelderMead: [(floor, epoch) => scaleFreeFit(ranged(floor, epoch), bounds)],
  };
}
