import type { Trail } from '#contracts/asset-use';

export type TrailPoint = Trail['points'][number];

/** A point with its time as a number, ms since 1970. */
export interface TimedPoint extends TrailPoint {
  atMs: number;
}

/** The points of a trail with their times. */
export function timed(points: readonly TrailPoint[]): TimedPoint[] {
  return points.map((point) => ({ ...point, atMs: Date.parse(point.at) }));
}

/**
 * The last point that was heard by a moment, or null before the first. Between two points nothing is made up.
 * @param points in order of time
 */
export function trailAt(points: readonly TimedPoint[], atMs: number): TimedPoint | null {
  let [from, to] = [0, points.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (points[middle].atMs <= atMs) from = middle + 1;
    else to = middle;
  }
  return points[from - 1] ?? null;
}

/** The lines of a trail on one floor: each from when it came until it left for another floor, or was not heard for long. */
export function linesOn(points: readonly TimedPoint[], floorId: number): TimedPoint[][] {
  const lines: TimedPoint[][] = [];
  points.forEach((point, index) => {
    if (point.floorId !== floorId) return;
    if (index === 0 || point.afterSilence || points[index - 1].floorId !== floorId) lines.push([]);
    lines.at(-1)!.push(point);
  });
  return lines;
}
