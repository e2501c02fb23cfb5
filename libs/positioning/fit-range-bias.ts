/** A measured and a true distance of one link, metres. */
export interface LabelledRange {
  anchor: number;
  measuredM: number;
  trueM: number;
}

/** 1.4826 times the median absolute deviation is the standard deviation of normal errors. */
const madToSigma = 1.4826;
/** No anchor is believed to be better than this, metres. */
const leastSigmaM = 0.02;
/** What an anchor without samples is believed to scatter. */
const usualSigmaM = 0.15;

/**
 * What each link measures too long and how much it scatters, by median and median absolute deviation, which a few
 * reflections in the survey do not spoil (Hampel 1974). An anchor with fewer than ten samples gets the median of
 * all.
 */
export function fitRangeBias(
  samples: readonly LabelledRange[],
  anchorCount: number,
): { biasM: Float64Array; sigmaM: Float64Array } {
  const all = samples.map(({ measuredM, trueM }) => measuredM - trueM);
  const commonBias = all.length > 0 ? median(all) : 0;
  const biasM = new Float64Array(anchorCount).fill(commonBias);
  const sigmaM = new Float64Array(anchorCount).fill(all.length > 0 ? spread(all, commonBias) : usualSigmaM);
  for (let anchor = 0; anchor < anchorCount; anchor++) {
    const own = samples.filter((sample) => sample.anchor === anchor).map((s) => s.measuredM - s.trueM);
    if (own.length < 10) continue;
    biasM[anchor] = median(own);
    sigmaM[anchor] = spread(own, biasM[anchor]);
  }
  return { biasM, sigmaM };
}

function spread(values: readonly number[], centre: number): number {
  return Math.max(leastSigmaM, madToSigma * median(values.map((value) => Math.abs(value - centre))));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
