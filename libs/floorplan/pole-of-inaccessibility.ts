import type { Point } from '#contracts/geometry';
import { boundsOf, distanceToBoundary, polygonCentroid } from './polygon.js';

interface Cell {
  x: number;
  y: number;
  half: number;
  distance: number;
  /** No place in the cell is further from the boundary than this. */
  most: number;
}

function cellAt(x: number, y: number, half: number, polygon: readonly Point[]): Cell {
  const distance = distanceToBoundary(x, y, polygon);
  return { x, y, half, distance, most: distance + half * Math.SQRT2 };
}

/**
 * The place inside a polygon that is furthest from its boundary: where a label has most room.
 * Quadtree search that keeps the most promising cell first (idea: Agafonkin, "A new algorithm for finding a
 * visual center of a polygon", 2016; grid refinement: Garcia-Castellanos and Lombardo 2007).
 * @param precisionM how far from the best possible distance the answer may be
 */
export function poleOfInaccessibility(
  polygon: readonly Point[],
  precisionM = 0.05,
): { x: number; y: number; distanceM: number } {
  const box = boundsOf(polygon);
  const size = Math.min(box.maxX - box.minX, box.maxY - box.minY);
  const [cx, cy] = polygonCentroid(polygon);
  if (!(size > 0)) return { x: cx, y: cy, distanceM: 0 };

  const half = size / 2;
  const open: Cell[] = [];
  for (let x = box.minX; x < box.maxX; x += size)
    for (let y = box.minY; y < box.maxY; y += size) open.push(cellAt(x + half, y + half, half, polygon));
  let best = cellAt(cx, cy, 0, polygon);

  while (open.length > 0) {
    const cell = takeMostPromising(open);
    if (cell.distance > best.distance) best = cell;
    if (cell.most - best.distance <= precisionM) continue;
    const h = cell.half / 2;
    for (const [dx, dy] of [
      [-h, -h],
      [h, -h],
      [-h, h],
      [h, h],
    ] as const)
      open.push(cellAt(cell.x + dx, cell.y + dy, h, polygon));
  }
  return { x: best.x, y: best.y, distanceM: best.distance };
}

/** Some dozens of cells are open at a time, so looking through them beats keeping a heap. */
function takeMostPromising(open: Cell[]): Cell {
  let first = 0;
  for (let i = 1; i < open.length; i++) if (open[i].most > open[first].most) first = i;
  const [cell] = open.splice(first, 1);
  return cell;
}
