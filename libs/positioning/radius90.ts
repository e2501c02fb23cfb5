/**
 * 90 % radius in units of the longer standard deviation, by ratio of the shorter to the longer one in steps of 0.05.
 * Made by integrating the two-dimensional normal distribution over discs (H. L. Harter, "Circular Error
 * Probabilities", J. Am. Stat. Assoc. 55, 1960); the test repeats the integration.
 */
const table = Float64Array.from([
  1.644854, 1.645615, 1.647912, 1.651786, 1.657313, 1.664606, 1.673829, 1.685227, 1.699183, 1.716257, 1.73708, 1.762122,
  1.791522, 1.825112, 1.86253, 1.903349, 1.947158, 1.993595, 2.04236, 2.093214, 2.145966,
]);

/** Radius in metres of the circle around the position that holds the tag with 90 % probability; covariance in m2. */
export function radius90(varX: number, varY: number, covXY: number): number {
  const mean = (varX + varY) / 2;
  const spread = Math.sqrt(((varX - varY) / 2) ** 2 + covXY * covXY);
  const longer = Math.sqrt(mean + spread);
  if (!(longer > 0)) return 0;
  const place = (Math.sqrt(Math.max(mean - spread, 0)) / longer) * (table.length - 1);
  const step = Math.min(Math.floor(place), table.length - 2);
  return longer * (table[step] + (place - step) * (table[step + 1] - table[step]));
}
