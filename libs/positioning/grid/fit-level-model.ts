import { type Wall, wallsBetween } from '#floorplan/walls';
import { nearestM } from '../path-loss.js';
import { type CensoredLevels, meanBelow } from './censored-levels.js';
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

const leastLossDb = 0.01;
const heightsM = [0.3, 0.7, 1, 1.5, 2, 3];

/** Rounds of expectation and maximisation; after these nothing moves by more than a tenth of a decibel. */
const rounds = 12;
/** A silent place where the level should be lower than this below the floor tells nothing, in spreads. */
const hopeless = 2.5;
/** Silence where the level should be higher than this above the floor is that of a reader that was out, in spreads. */
const incredible = 4;

/**
 * Fits level, exponent and wall loss to surveyed levels, all at once. Where the height of a reader is not known (NaN),
 * one height that fits best serves all such readers.
 *
 * Readers hear a far tag only where shadowing happens to help; a law fitted to what was heard alone is too flat. Places of
 * silence are taken in as levels below the floor (Tobit regression by expectation maximisation; Amemiya, J. Econometrics
 * 24, 1984).
 * @throws RangeError without samples
 */
export function fitLevelModel(
  samples: readonly PlacedLevel[],
  readers: readonly { x: number; y: number; z: number }[],
  tagHeightM: number,
  walls: readonly Wall[],
  censored: CensoredLevels | null = null,
): LevelModel {
  if (samples.length === 0) throw new RangeError('fitting a level model needs at least one surveyed level');
  const heard = ways(samples, readers, walls);
  const silent = ways(censored?.places ?? [], readers, walls);
  const withWalls = heard.some(({ crossings }) => crossings > 0);
  const unknownHeight = readers.some((reader) => Number.isNaN(reader.z));
  let best: LevelModel | null = null;
  let least = Infinity;
  for (const heightM of unknownHeight ? heightsM : [0]) {
    const logOf = ({ reader, x, y }: Way) => {
      const { x: rx, y: ry, z } = readers[reader];
      const dz = Number.isNaN(z) ? heightM : z - tagHeightM;
      return -10 * Math.log10(Math.max(nearestM, Math.hypot(x - rx, y - ry, dz)));
    };
    const logs = heard.map(logOf);
    const silentLogs = silent.map(logOf);
    const fit = (law: LevelLaw | null) => {
      const equations = new LevelEquations(readers.length);
      heard.forEach((way, i) =>
        equations.add(way.reader, logs[i], way.crossings, samples[i].levelDbm + way.statedLossDb),
      );
      if (censored)
        silent.forEach((way, i) => {
          // Without a law yet: a little below the floor.
          const spread = law?.sigmaDb ?? 5;
          const expected = law ? expectedOf(law, way, silentLogs[i]) : censored.floorDbm;
          const above = (expected - censored.floorDbm) / spread;
          if (above < -hopeless || (law && above > incredible)) return;
          const level = meanBelow(expected, spread, censored.floorDbm);
          equations.add(way.reader, silentLogs[i], way.crossings, level + way.statedLossDb);
        });
      return equations.solve(withWalls);
    };
    let law = fit(null);
    if (silent.length > 0) for (let round = 0; round < rounds; round++) law = fit(law);
    const squares = new Float64Array(readers.length);
    const counts = new Float64Array(readers.length);
    heard.forEach((way, i) => {
      squares[way.reader] += (samples[i].levelDbm - expectedOf(law, way, logs[i])) ** 2;
      counts[way.reader]++;
    });
    const total = squares.reduce((sum, own) => sum + own, 0);
    if (total >= least) continue;
    least = total;
    law.readers.forEach((radio, reader) => {
      radio.sigmaDb = ownSigma(law.sigmaDb, squares[reader], counts[reader]);
    });
    // A loss of 0 would leave out all walls, those with a stated loss too.
    const hasStated = walls.some(({ lossDb }) => lossDb !== undefined);
    best = { ...law, wallLossDb: hasStated ? Math.max(leastLossDb, law.wallLossDb) : law.wallLossDb, heightM };
  }
  return best!;
}

/** A straight way from a place to a reader. */
interface Way {
  reader: number;
  x: number;
  y: number;
  /** Loss of the walls of which the plan says it, dB; and how many others stand between. */
  statedLossDb: number;
  crossings: number;
}

function ways(
  places: readonly { reader: number; x: number; y: number }[],
  readers: readonly { x: number; y: number }[],
  walls: readonly Wall[],
): Way[] {
  const stated = walls.filter(({ lossDb }) => lossDb !== undefined);
  const unstated = walls.filter(({ lossDb }) => lossDb === undefined);
  return places.map(({ reader, x, y }) => {
    const from: [number, number] = [readers[reader].x, readers[reader].y];
    return {
      ...{ reader, x, y },
      statedLossDb: wallsBetween(from, [x, y], stated, 0).lossDb,
      crossings: wallsBetween(from, [x, y], unstated, 1).crossings,
    };
  });
}

function expectedOf({ readers, wallLossDb }: LevelLaw, way: Way, log: number): number {
  const { levelAt1mDbm, pathLossExponent } = readers[way.reader];
  return levelAt1mDbm + pathLossExponent * log - wallLossDb * way.crossings - way.statedLossDb;
}
