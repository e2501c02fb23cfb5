const smallest = 7;
const largest = 11;

/**
 * Radius of the markers in CSS pixels, growing with the scale. What would cover each other is a cluster, so a marker never
 * has to shrink to a dot that says nothing. In half steps, to keep the number of sprites small.
 */
export function markerRadius(pixelsPerMetre: number): number {
  return Math.round(Math.max(smallest, Math.min(largest, 4 + pixelsPerMetre * 0.3)) * 2) / 2;
}
