import type { PositionMethod } from '#contracts/position';

/** One computed place; the caller owns it and solvers write into it, so that the hot path allocates nothing. */
export interface Fix {
  /** Metres in the floor's frame. */
  x: number;
  y: number;
  /** Covariance in square metres. */
  varX: number;
  varY: number;
  covXY: number;
  /** With 90 % probability the tag is within this distance, metres. */
  radius90M: number;
  readerCount: number;
  /** Sum of squared residuals in units of each reader's sigma; about readerCount - 2 when the model holds. */
  chi2: number;
  method: PositionMethod;
}

export function emptyFix(): Fix {
  return { x: 0, y: 0, varX: 0, varY: 0, covXY: 0, radius90M: 0, readerCount: 0, chi2: 0, method: 'level-fit' };
}
