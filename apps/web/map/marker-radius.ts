const smallest = 4;
const largest = 11;

/**
 * Radius of the markers in CSS pixels: growing with the scale from a dot to a lettered sign, but never so
 * large that `count` of them would cover the view. In half steps, to keep the number of sprites small.
 */
export function markerRadius(pixelsPerMetre: number, count: number, viewArea: number): number {
  const byScale = 3 + pixelsPerMetre * 0.3;
  const byDensity = count > 0 ? 0.45 * Math.sqrt(viewArea / count) : largest;
  return Math.round(Math.max(smallest, Math.min(largest, byScale, byDensity)) * 2) / 2;
}
