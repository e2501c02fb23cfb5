import type { Point } from '#contracts/geometry';
import { boundsOf, distanceToBoundary, pointInPolygon, signedArea } from '../polygon.js';
import { segmentsCross, type Wall } from '../walls.js';

/** How far from corners people pass, metres; less where there is no room. */
const cornerMarginM = 0.35;
/** A wall this near to a zone's edge is its boundary, not a wall in it. */
const wallInsideM = 0.12;

/** A zone that somebody walks in: bent ones have corners to go around, and walls may stand in it. */
export interface ZoneRoom {
  polygon: readonly Point[];
  /** Walls that stand in the zone, one straight piece each. */
  walls: readonly (readonly [Point, Point])[];
  /** Where ways may bend: beside corners that reach into the zone, and ends of walls. */
  bends: readonly Point[];
}

/** @param doors openings of walls that are drawn through; in a door nothing is in the way */
export function zoneRoom(
  polygon: readonly Point[],
  walls: readonly Wall[],
  doors: readonly { from: Point; to: Point }[],
): ZoneRoom {
  const inner = wallsInside(polygon, walls, doors);
  const room = { polygon, walls: inner, bends: [] };
  const bends = [...reflexBends(polygon), ...inner.flatMap(([a, b]) => [...around(a, b), ...around(b, a)])];
  return { ...room, bends: bends.filter(([x, y]) => pointInPolygon(x, y, polygon) && clearOfWalls(x, y, inner)) };
}

/** Whether one can walk straight from a to b, both in the zone. */
export function seesStraight({ polygon, walls }: ZoneRoom, a: Point, b: Point): boolean {
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++)
    if (segmentsCross(a, b, polygon[j], polygon[i])) return false;
  return walls.every(([c, d]) => !segmentsCross(a, b, c, d));
}

/** Inward of the corners whose inner angle is more than straight. */
function reflexBends(polygon: readonly Point[]): Point[] {
  const turn = Math.sign(signedArea(polygon));
  const bends: Point[] = [];
  polygon.forEach(([x, y], index) => {
    const [px, py] = polygon[(index + polygon.length - 1) % polygon.length];
    const [nx, ny] = polygon[(index + 1) % polygon.length];
    const before = Math.hypot(px - x, py - y);
    const after = Math.hypot(nx - x, ny - y);
    const cross = (x - px) * (ny - y) - (y - py) * (nx - x);
    if (before === 0 || after === 0 || cross * turn >= -1e-9) return;
    // Away from both neighbours: into the zone.
    const dx = -((px - x) / before + (nx - x) / after);
    const dy = -((py - y) / before + (ny - y) / after);
    const length = Math.hypot(dx, dy);
    for (let margin = cornerMarginM; length > 0 && margin > 0.04; margin /= 2) {
      const bend: Point = [x + (dx / length) * margin, y + (dy / length) * margin];
      if (distanceToBoundary(bend[0], bend[1], polygon) < margin / 4) continue;
      bends.push(bend);
      break;
    }
  });
  return bends;
}

function wallsInside(
  polygon: readonly Point[],
  walls: readonly Wall[],
  doors: readonly { from: Point; to: Point }[],
): [Point, Point][] {
  const box = boundsOf(polygon);
  const inside: [Point, Point][] = [];
  for (const { points } of walls)
    for (let at = 1; at < points.length; at++) {
      const [a, b] = [points[at - 1], points[at]];
      if (Math.max(a[0], b[0]) < box.minX || Math.min(a[0], b[0]) > box.maxX) continue;
      if (Math.max(a[1], b[1]) < box.minY || Math.min(a[1], b[1]) > box.maxY) continue;
      for (const piece of withoutDoors(a, b, doors)) if (runsInside(piece, polygon)) inside.push(piece);
    }
  return inside;
}

function runsInside([a, b]: readonly [Point, Point], polygon: readonly Point[]): boolean {
  const steps = Math.max(2, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 0.25));
  for (let step = 0; step <= steps; step++) {
    const along = step / steps;
    if (distanceToBoundary(a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along, polygon) > wallInsideM)
      return true;
  }
  return false;
}

/** The pieces of a wall between the doors that are drawn on it. */
export function withoutDoors(a: Point, b: Point, doors: readonly { from: Point; to: Point }[]): [Point, Point][] {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = Math.hypot(dx, dy);
  if (length === 0) return [];
  const along = ([x, y]: Point) => ((x - a[0]) * dx + (y - a[1]) * dy) / length;
  const across = ([x, y]: Point) => Math.abs((x - a[0]) * dy - (y - a[1]) * dx) / length;
  const gaps = doors
    .filter(({ from, to }) => across(from) < 0.15 && across(to) < 0.15)
    .map(({ from, to }) => [Math.min(along(from), along(to)), Math.max(along(from), along(to))])
    .filter(([low, high]) => high > 0 && low < length)
    .sort((one, other) => one[0] - other[0]);
  const at = (metres: number): Point => [a[0] + (dx * metres) / length, a[1] + (dy * metres) / length];
  const pieces: [Point, Point][] = [];
  let begin = 0;
  for (const [low, high] of gaps) {
    if (low > begin) pieces.push([at(begin), at(low)]);
    begin = Math.max(begin, high);
  }
  if (begin < length) pieces.push([begin === 0 ? a : at(begin), b]);
  return pieces;
}

/** Three places around the end of a wall that comes from elsewhere. */
function around([x, y]: Point, [fromX, fromY]: Point): Point[] {
  const length = Math.hypot(x - fromX, y - fromY);
  if (length === 0) return [];
  const ux = ((x - fromX) / length) * cornerMarginM;
  const uy = ((y - fromY) / length) * cornerMarginM;
  return [
    [x + ux, y + uy],
    [x + ux / 2 - uy, y + uy / 2 + ux],
    [x + ux / 2 + uy, y + uy / 2 - ux],
  ];
}

function clearOfWalls(x: number, y: number, walls: readonly (readonly [Point, Point])[]): boolean {
  return walls.every(([a, b]) => distanceToBoundary(x, y, [a, b]) < -cornerMarginM / 4);
}
