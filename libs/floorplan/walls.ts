import type { Point } from '#contracts/geometry';

/** Which side of a-b the point c is on: positive left, negative right, 0 on the line. */
function side(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/**
 * Whether the segments a-b and c-d cross. A segment that starts exactly on the other one counts on one side only,
 * so that a ray through the joint of two walls crosses the wall once and not twice.
 */
export function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const cSide = side(a[0], a[1], b[0], b[1], c[0], c[1]) > 0;
  const dSide = side(a[0], a[1], b[0], b[1], d[0], d[1]) > 0;
  if (cSide === dSide) return false;
  const aSide = side(c[0], c[1], d[0], d[1], a[0], a[1]) > 0;
  const bSide = side(c[0], c[1], d[0], d[1], b[0], b[1]) > 0;
  return aSide !== bSide;
}

export interface Wall {
  points: readonly Point[];
  lossDb?: number;
}

/** How many wall segments stand between two points, and how much they weaken a signal together. */
export function wallsBetween(
  from: Point,
  to: Point,
  walls: readonly Wall[],
  usualLossDb: number,
): { crossings: number; lossDb: number } {
  let crossings = 0;
  let lossDb = 0;
  for (const wall of walls)
    for (let i = 1; i < wall.points.length; i++)
      if (segmentsCross(from, to, wall.points[i - 1], wall.points[i])) {
        crossings++;
        lossDb += wall.lossDb ?? usualLossDb;
      }
  return { crossings, lossDb };
}
