import type { Radio } from '#contracts/floorplan';

/** A level heard from a known distance (in space, metres). */
export interface LabelledLevel {
  reader: number;
  distanceM: number;
  levelDbm: number;
}

/** How far single readers stray from the site's common values: standard deviations measured between equal devices. */
const levelSpreadDb = 6;
const exponentSpread = 0.6;
/** The common spread counts as much as this many samples when a reader's own spread is estimated. */
const sigmaPriorSamples = 10;

/**
 * Fits the log-distance law of each reader: first one law for all (ordinary least squares), then for each reader the
 * most likely deviation from it, given that deviations are normal with the spreads above (ridge regression: Hoerl
 * and Kennedy 1970). A reader with few samples stays close to the common law; one without any is given it.
 *
 * @throws RangeError when the samples do not hold two different distances
 */
export function fitPathLoss(
  samples: readonly LabelledLevel[],
  readerCount: number,
): { common: Radio; readers: Radio[] } {
  const common = commonLaw(samples);
  const variance = common.sigmaDb ** 2;
  const byReader: LabelledLevel[][] = Array.from({ length: readerCount }, () => []);
  for (const sample of samples) byReader[sample.reader].push(sample);

  const readers = byReader.map((own) => {
    // Residual = offset + slope * log term; normal equations of the ridge, 2 by 2.
    let aa = variance / levelSpreadDb ** 2;
    let ab = 0;
    let bb = variance / exponentSpread ** 2;
    let ay = 0;
    let by = 0;
    for (const sample of own) {
      const log = -10 * Math.log10(sample.distanceM);
      const residual = sample.levelDbm - common.levelAt1mDbm - common.pathLossExponent * log;
      aa += 1;
      ab += log;
      bb += log * log;
      ay += residual;
      by += log * residual;
    }
    const determinant = aa * bb - ab * ab;
    const radio: Radio = {
      levelAt1mDbm: within(common.levelAt1mDbm + (bb * ay - ab * by) / determinant, -127, 20),
      pathLossExponent: within(common.pathLossExponent + (aa * by - ab * ay) / determinant, 0.5, 6),
      sigmaDb: common.sigmaDb,
    };
    const squares = own.reduce((sum, sample) => sum + residualDb(sample, radio) ** 2, 0);
    const sigma = Math.sqrt((sigmaPriorSamples * variance + squares) / (sigmaPriorSamples + own.length));
    return { ...radio, sigmaDb: within(sigma, 0.5, 20) };
  });
  return { common, readers };
}

function commonLaw(samples: readonly LabelledLevel[]): Radio {
  const count = samples.length;
  const logs = samples.map((sample) => -10 * Math.log10(sample.distanceM));
  const meanLog = logs.reduce((sum, log) => sum + log, 0) / count;
  const meanLevel = samples.reduce((sum, sample) => sum + sample.levelDbm, 0) / count;
  const spread = logs.reduce((sum, log) => sum + (log - meanLog) ** 2, 0);
  if (!(spread > 1e-9))
    throw new RangeError(
      `fitting a path loss needs levels from at least two different distances, got ${count} sample(s) without`,
    );
  const slope =
    samples.reduce((sum, sample, i) => sum + (logs[i] - meanLog) * (sample.levelDbm - meanLevel), 0) / spread;
  const radio: Radio = {
    levelAt1mDbm: meanLevel - slope * meanLog,
    pathLossExponent: within(slope, 0.5, 6),
    sigmaDb: 0,
  };
  const squares = samples.reduce((sum, sample) => sum + residualDb(sample, radio) ** 2, 0);
  return { ...radio, sigmaDb: within(Math.sqrt(squares / Math.max(1, count - 2)), 0.5, 20) };
}

function residualDb(sample: LabelledLevel, radio: Radio): number {
  return sample.levelDbm - radio.levelAt1mDbm + 10 * radio.pathLossExponent * Math.log10(sample.distanceM);
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
