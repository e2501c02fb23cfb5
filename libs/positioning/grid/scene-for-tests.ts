import { levelAtDistance } from '../path-loss.js';
import { readerTable } from '../reader-table.js';
import { type FloorGrid, floorGrid } from './floor-grid.js';
import { gridWorkspace } from './grid-workspace.js';
import { levelMaps } from './level-maps.js';
import type { HeardLevels } from './likelihood.js';

/** A hall of 20 by 12 m with six readers and two rooms left and right of a wall at x = 10 with a door in the middle. */
export const bounds = { minX: 0, minY: 0, maxX: 20, maxY: 12 };
export const walls = [
  {
    points: [
      [10, 0],
      [10, 5.2],
    ] as [number, number][],
  },
  {
    points: [
      [10, 6.8],
      [10, 12],
    ] as [number, number][],
  },
];
const rectangle = (x0: number, x1: number): [number, number][] => [
  [x0, 0],
  [x1, 0],
  [x1, 12],
  [x0, 12],
];
export const zones = [
  { id: 7, polygon: rectangle(0, 10) },
  { id: 9, polygon: rectangle(10, 20) },
];
export const tagHeightM = 1;
export const table = readerTable(
  [
    [1, 1],
    [10, 1],
    [19, 1],
    [1, 11],
    [10, 11],
    [19, 11],
  ].map(([x, y]) => ({ x, y, z: 2.5, radio: { levelAt1mDbm: -59, pathLossExponent: 2.2, sigmaDb: 4 } })),
);
export const grid: FloorGrid = floorGrid({ bounds, walls, zones }, 0.5);
export const maps = levelMaps(grid, { table, tagHeightM, walls: [], wallLossDb: 0 });
export const workspace = () => gridWorkspace(grid);

/** Levels that all readers hear from a place, without noise. */
export function heardAt(x: number, y: number, offsetDb: (reader: number) => number = () => 0): HeardLevels {
  const readers = Array.from({ length: table.count }, (_, reader) => reader);
  return {
    count: readers.length,
    readers,
    levelsDbm: readers.map(
      (reader) =>
        levelAtDistance(
          table,
          reader,
          Math.hypot(x - table.x[reader], y - table.y[reader], tagHeightM - table.z[reader]),
        ) + offsetDb(reader),
    ),
    packets: readers.map(() => 4),
  };
}
