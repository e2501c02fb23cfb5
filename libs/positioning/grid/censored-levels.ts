import type { PlacedLevel } from './fit-level-model.js';

/** Places at which a reader heard nothing, or hardly anything: its level there was below the floor. */
export interface CensoredLevels {
  /** Level at which readers hear half of the packets, dBm. */
  floorDbm: number;
  places: readonly Omit<PlacedLevel, 'levelDbm'>[];
}

/**
 * Mean of a normally distributed level of which only is known that it is below a limit (the normal hazard: Johnson, Kotz
 * and Balakrishnan, Continuous Univariate Distributions 1, 1994, section 13.10.1).
 */
export function meanBelow(meanDbm: number, spreadDb: number, limitDbm: number): number {
  const z = (limitDbm - meanDbm) / spreadDb;
  // Far below the limit the limit says nothing; far above it the level lies just under it.
  if (z > 5) return meanDbm;
  if (z < -5) return limitDbm + spreadDb / z;
  return meanDbm - (spreadDb * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI) / normalBelow(z);
}

/** Normal distribution function (Abramowitz and Stegun, 26.2.17; error below 1e-7). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
