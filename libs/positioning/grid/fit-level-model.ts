import { type Wall, wallsBetween } from '#floorplan/walls';
import { nearestM } from '../path-loss.js';
import { LevelEquations, type LevelLaw, ownSigma } from './level-equations.js';

/** A level of one reader at a known place; metres, dBm. */
export interface PlacedLevel {
  reader: number;
  x: number;
  y: number;
  levelDbm: number;
}

export interface LevelModel extends LevelLaw {
  /** Height of readers above the tag, used where heights are not known, metres. */
  heightM: number;
}

const heightsM = [0.3, 0.7, 1, 1.5, 2, 3];

/**
 * Fits level, exponent and wall loss to surveyed levels, all at once. Where the height of a reader is not known (NaN),
 * one height that fits best serves all such readers.
 * @throws RangeError without samples
 */
export function fitLevelModel(
  samples: readonly PlacedLevel[],
  readers: readonly { x: number; y: number; z: number }[],
  tagHeightM: number,
  walls: readonly Wall[],
): LevelModel {
  if (samples.length === 0) throw new RangeError('fitting a level model needs at least one surveyed level');
  const crossings = samples.map(({ reader, x, y }) =>
    walls.length > 0 ? wallsBetween([readers[reader].x, readers[reader].y], [x, y], walls, 1).crossings : 0,
  );
  const withWalls = crossings.some((count) => count > 0);
  const unknownHeight = readers.some((reader) => Number.isNaN(reader.z));
  let best: LevelModel | null = null;
  let least = Infinity;
  for (const heightM of unknownHeight ? heightsM : [0]) {
    const logs = samples.map(({ reader, x, y }) => {
      const { x: rx, y: ry, z } = readers[reader];
      const dz = Number.isNaN(z) ? heightM : z - tagHeightM;
      return -10 * Math.log10(Math.max(nearestM, Math.hypot(x - rx, y - ry, dz)));
    });
    const equations = new LevelEquations(readers.length);
    samples.forEach(({ reader, levelDbm }, i) => equations.add(reader, logs[i], crossings[i], levelDbm));
    const law = equations.solve(withWalls);
    const squares = new Float64Array(readers.length);
    const counts = new Float64Array(readers.length);
    samples.forEach(({ reader, levelDbm }, i) => {
      const { levelAt1mDbm, pathLossExponent } = law.readers[reader];
      squares[reader] += (levelDbm - levelAt1mDbm - pathLossExponent * logs[i] + law.wallLossDb * crossings[i]) ** 2;
      counts[reader]++;
    });
    const total = squares.reduce((sum, own) => sum + own, 0);
    if (total >= least) continue;
    least = total;
    law.readers.forEach((radio, reader) => {
      radio.sigmaDb = ownSigma(law.sigmaDb, squares[reader], counts[reader]);
    });
    best = { ...law, heightM };
  }
  return best!;
}
