import { describe, expect, it } from 'vitest';
import { cellAt } from './floor-grid.js';
import { levelMaps } from './level-maps.js';
import { type HeardLevels, cellLikelihood } from './likelihood.js';
import { grid, heardAt, table, tagHeightM, workspace } from './scene-for-tests.js';
import { hearingFloor } from './silence.js';

const hearingFloorDbm = -76;
const maps = levelMaps(grid, { table, tagHeightM, walls: [], wallLossDb: 0, hearingFloorDbm });
const deaf = levelMaps(grid, { table, tagHeightM, walls: [], wallLossDb: 0 });

function only(heard: HeardLevels, readers: number[], packets = 4): HeardLevels {
  return {
    count: readers.length,
    readers,
    levelsDbm: readers.map((reader) => heard.levelsDbm[reader]),
    packets: readers.map(() => packets),
  };
}

/** Likelihood at one place relative to that at another. */
function ratio(source: typeof maps, heard: HeardLevels, [x, y]: [number, number], [u, v]: [number, number]): number {
  const work = workspace();
  cellLikelihood(work, source, heard, 1);
  return work.likelihood[cellAt(grid, x, y)] / work.likelihood[cellAt(grid, u, v)];
}

describe('silence of readers', () => {
  // Heard by the reader at 10, 1 alone: as near to it on either side, but 19, 1 would have heard it on the right.
  const left: [number, number] = [6, 1];
  const right: [number, number] = [14, 1];

  it('speaks against places where a silent reader should have heard', () => {
    const heard = only(heardAt(...left), [0, 1]);
    expect(ratio(maps, heard, right, left)).toBeLessThan(ratio(deaf, heard, right, left));
    const lone = only(heardAt(...left), [1]);
    expect(ratio(deaf, lone, right, left)).toBeCloseTo(1, 3);
    expect(ratio(maps, lone, [17, 1], [14, 1])).toBeLessThan(ratio(deaf, lone, [17, 1], [14, 1]));
  });

  it('says less the fewer packets were sent, and never more than that a reader may be dead', () => {
    const lone = (packets: number) => only(heardAt(...left), [1], packets);
    const near: [number, number] = [19, 1];
    const effect = (packets: number) => ratio(maps, lone(packets), near, left) / ratio(deaf, lone(packets), near, left);
    expect(effect(4)).toBeLessThan(effect(1));
    expect(effect(4)).toBeGreaterThan(0.04 ** 6);
  });

  it('is taken out again for readers that did hear', () => {
    const all = heardAt(8, 6);
    const work = workspace();
    cellLikelihood(work, maps, all, 1);
    for (const cell of [cellAt(grid, 3, 3), cellAt(grid, 15, 10)])
      expect(Math.abs(work.silent[cell])).toBeLessThan(1e-4);
  });
});

describe('hearingFloor', () => {
  it('is the level below which one in twenty lies, and unknown of few levels', () => {
    const levels = Array.from({ length: 100 }, (_, i) => -95 + i / 2);
    expect(hearingFloor(levels)).toBe(-92.5);
    expect(hearingFloor(levels.slice(0, 20))).toBeUndefined();
  });
});
