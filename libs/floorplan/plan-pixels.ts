import type { Bounds, Point } from '#contracts/geometry';

/** A plan image covers exactly the bounds; its pixels count from the upper left corner, downward. */
export function metresToPixels([x, y]: Point, bounds: Bounds, pixelsPerMetre: number): Point {
  return [(x - bounds.minX) * pixelsPerMetre, (bounds.maxY - y) * pixelsPerMetre];
}

/** The place in metres under a pixel of the plan image. */
export function pixelsToMetres([column, row]: Point, bounds: Bounds, pixelsPerMetre: number): Point {
  return [bounds.minX + column / pixelsPerMetre, bounds.maxY - row / pixelsPerMetre];
}
