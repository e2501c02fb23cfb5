import type { Floorplan } from '#contracts/floorplan';
import type { Point } from '#contracts/geometry';
import type { RecordingMeta } from '#contracts/recording';
import { metresToPixels } from '#floorplan/plan-pixels';

const wallInk = '#3d4752';
const floorFill = '#f6f7f9';
const furnitureFill = '#e3e7ec';
const furnitureInk = '#cdd4db';
const columnFill = '#b4bdc7';
const wallM = 0.12;
/** Walls drawn by both faces are filled when the faces are up to this far apart. */
const filledWallM = 0.24;
/** Occupied patches of up to so many square metres stand for columns and cabinets, larger ones for desks. */
const columnM2 = 1.1;

/**
 * Draws the plan of a recorded site from its own data: closed walls as rooms, or without walls the bounds as one
 * hall, and what its walkable grid leaves out as furniture. The drawing covers exactly the bounds, one unit a metre.
 */
export function drawPlan(plan: Pick<Floorplan, 'floor' | 'walls'>, grid?: RecordingMeta['grid']): string {
  const { bounds } = plan.floor;
  const width = round(bounds.maxX - bounds.minX);
  const height = round(bounds.maxY - bounds.minY);
  const pathOf = (points: readonly Point[], close: boolean) =>
    `M${points.map((point) => metresToPixels(point, bounds, 1).map(round).join(' ')).join('L')}${close ? 'Z' : ''}`;
  const half = wallM / 2;
  const hall: Point[] = [
    [bounds.minX + half, bounds.minY + half],
    [bounds.maxX - half, bounds.minY + half],
    [bounds.maxX - half, bounds.maxY - half],
    [bounds.minX + half, bounds.maxY - half],
  ];
  const isClosed = (points: readonly Point[]) =>
    points[0][0] === points[points.length - 1][0] && points[0][1] === points[points.length - 1][1];
  const walls =
    plan.walls.length > 0 ? plan.walls.map((wall) => pathOf(wall.points, isClosed(wall.points))) : [pathOf(hall, true)];
  const patches = grid ? occupiedPatches(grid, plan.floor.bounds) : [];
  const patchPath = (wanted: (areaM2: number) => boolean) =>
    patches
      .filter((patch) => wanted(patch.areaM2))
      .flatMap((patch) => patch.outlines.map((outline) => pathOf(outline, true)))
      .join('');
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width * 40}" height="${height * 40}">`,
    `<path d="${walls.join('')}" fill="none" stroke="${wallInk}" stroke-width="${filledWallM}" stroke-linejoin="miter"/>`,
    `<path d="${walls.join('')}" fill="${floorFill}"/>`,
    patches.length > 0 &&
      `<path d="${patchPath((area) => area > columnM2)}" fill="${furnitureFill}" fill-rule="evenodd" stroke="${furnitureInk}" stroke-width="0.05" stroke-linejoin="round"/>`,
    patches.length > 0 &&
      `<path d="${patchPath((area) => area <= columnM2)}" fill="${columnFill}" fill-rule="evenodd"/>`,
    `<path d="${walls.join('')}" fill="none" stroke="${wallInk}" stroke-width="${wallM}" stroke-linejoin="miter"/>`,
    '</svg>',
  ];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

interface Patch {
  areaM2: number;
  outlines: Point[][];
}

/** Connected groups of cells that nobody can walk on, each with its outlines; the wall's own cells are left out. */
function occupiedPatches(grid: NonNullable<RecordingMeta['grid']>, bounds: Floorplan['floor']['bounds']): Patch[] {
  const { cell } = grid;
  const free = new Set(grid.free.map(([x, y]) => `${Math.round(x / cell)},${Math.round(y / cell)}`));
  const inside = (column: number, row: number) =>
    column * cell > bounds.minX && column * cell < bounds.maxX && row * cell > bounds.minY && row * cell < bounds.maxY;
  const occupied = (column: number, row: number) => inside(column, row) && !free.has(`${column},${row}`);
  const seen = new Set<string>();
  const patches: Patch[] = [];
  for (let row = Math.ceil(bounds.minY / cell); row * cell < bounds.maxY; row++)
    for (let column = Math.ceil(bounds.minX / cell); column * cell < bounds.maxX; column++) {
      if (!occupied(column, row) || seen.has(`${column},${row}`)) continue;
      const cells: [number, number][] = [[column, row]];
      seen.add(`${column},${row}`);
      for (const [c, r] of cells)
        for (const [dc, dr] of [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
        ] as const)
          if (occupied(c + dc, r + dr) && !seen.has(`${c + dc},${r + dr}`)) {
            seen.add(`${c + dc},${r + dr}`);
            cells.push([c + dc, r + dr]);
          }
      const outlines = outlinesOf(cells).map((loop) =>
        loop.map(([x, y]): Point => [
          clamp((x - 0.5) * cell, bounds.minX, bounds.maxX),
          clamp((y - 0.5) * cell, bounds.minY, bounds.maxY),
        ]),
      );
      patches.push({ areaM2: cells.length * cell * cell, outlines });
    }
  return patches;
}

/** Walks along the edges that separate the cells from the rest; corners in cell units, lower left of cell (c, r) is (c, r). */
function outlinesOf(cells: readonly [number, number][]): [number, number][][] {
  const own = new Set(cells.map(String));
  const next = new Map<string, [number, number][]>();
  const edge = (from: [number, number], to: [number, number]) => {
    const key = String(from);
    next.set(key, [...(next.get(key) ?? []), to]);
  };
  for (const [c, r] of cells) {
    if (!own.has(`${c},${r - 1}`)) edge([c, r], [c + 1, r]);
    if (!own.has(`${c + 1},${r}`)) edge([c + 1, r], [c + 1, r + 1]);
    if (!own.has(`${c},${r + 1}`)) edge([c + 1, r + 1], [c, r + 1]);
    if (!own.has(`${c - 1},${r}`)) edge([c, r + 1], [c, r]);
  }
  const loops: [number, number][][] = [];
  for (const [start, ends] of next)
    while (ends.length > 0) {
      const loop: [number, number][] = [];
      for (let key = start; next.get(key)!.length > 0;) {
        const to = next.get(key)!.pop()!;
        loop.push(to);
        key = String(to);
      }
      loops.push(withoutStraightCorners(loop));
    }
  return loops;
}

function withoutStraightCorners(loop: readonly [number, number][]): [number, number][] {
  return loop.filter(([x, y], i) => {
    const before = loop[(i + loop.length - 1) % loop.length];
    const after = loop[(i + 1) % loop.length];
    return !((before[0] === x && after[0] === x) || (before[1] === y && after[1] === y));
  });
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function round(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
