/** Squared Mahalanobis distance within which a two-dimensional normal distribution holds 90 %. */
const chi2Of90 = -2 * Math.log(1 - 0.9);

/** Whether a place lies inside the 90 % ellipse around the told one; covariance in square metres. */
export function insideEllipse90(
  told: { x: number; y: number; varX: number; varY: number; covXY: number },
  x: number,
  y: number,
): boolean {
  const dx = x - told.x;
  const dy = y - told.y;
  const determinant = told.varX * told.varY - told.covXY * told.covXY;
  return told.varY * dx * dx - 2 * told.covXY * dx * dy + told.varX * dy * dy <= chi2Of90 * determinant;
}
