import type { Bounds, Point } from '#contracts/geometry';

/** Two points closer than this are the same place on a plan (a tenth of a micrometre). */
const touchM = 1e-7;

/** Whether x, y lies in the polygon; its boundary belongs to it. Even-odd rule (Shimrat 1962, Franklin's pnpoly). */
export function pointInPolygon(x: number, y: number, polygon: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i];
    const [bx, by] = polygon[j];
    if (distanceToSegment(x, y, ax, ay, bx, by) <= touchM) return true;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Twice the signed area is the sum of cross products (shoelace formula); positive for anticlockwise corners. Square metres. */
export function signedArea(polygon: readonly Point[]): number {
  const [ox, oy] = polygon[0];
  let twice = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++)
    twice += (polygon[j][0] - ox) * (polygon[i][1] - oy) - (polygon[i][0] - ox) * (polygon[j][1] - oy);
  return twice / 2;
}

/** Area in square metres, whichever way round the corners go. */
export function polygonArea(polygon: readonly Point[]): number {
  return Math.abs(signedArea(polygon));
}

/** Centre of mass; of a polygon without area, the mean of its corners. May lie outside a bent polygon. */
export function polygonCentroid(polygon: readonly Point[]): Point {
  // Relative to the first corner, so that far-away coordinates do not cost digits.
  const [ox, oy] = polygon[0];
  let twice = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const ax = polygon[j][0] - ox;
    const ay = polygon[j][1] - oy;
    const bx = polygon[i][0] - ox;
    const by = polygon[i][1] - oy;
    const cross = ax * by - bx * ay;
    twice += cross;
    sumX += (ax + bx) * cross;
    sumY += (ay + by) * cross;
  }
  if (Math.abs(twice) < 1e-9) {
    const mean = (axis: 0 | 1) => polygon.reduce((sum, corner) => sum + corner[axis], 0) / polygon.length;
    return [mean(0), mean(1)];
  }
  return [ox + sumX / (3 * twice), oy + sumY / (3 * twice)];
}

/** The smallest upright rectangle around the points. */
export function boundsOf(points: readonly Point[]): Bounds {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of points) {
    if (x < box.minX) box.minX = x;
    if (x > box.maxX) box.maxX = x;
    if (y < box.minY) box.minY = y;
    if (y > box.maxY) box.maxY = y;
  }
  return box;
}

/** Metres from a point to the nearest place of the segment a-b. */
export function distanceToSegment(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length2 = dx * dx + dy * dy;
  const along = length2 > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length2)) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Metres from a point to the polygon's boundary: positive inside, negative outside. */
export function distanceToBoundary(x: number, y: number, polygon: readonly Point[]): number {
  let nearest = Infinity;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++)
    nearest = Math.min(nearest, distanceToSegment(x, y, polygon[i][0], polygon[i][1], polygon[j][0], polygon[j][1]));
  return pointInPolygon(x, y, polygon) ? nearest : -nearest;
}
