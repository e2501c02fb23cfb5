import { describe, expect, it } from 'vitest';
import { wallsBetween } from '#floorplan/walls';
import { levelMaps } from './level-maps.js';
import { grid, heardAt, table, tagHeightM, walls } from './scene-for-tests.js';
import { selfCalibrate } from './self-calibrate.js';

/** Readers that differ by some decibels, heard from places all over the floor; nobody says from where. */
const offsets = [0, 5, -4, 3, -5, 1];
const windows = Array.from({ length: 160 }, (_, k) =>
  heardAt(
    0.7 + ((k * 7.31) % 18.6),
    0.7 + ((k * 3.17) % 10.6),
    (reader) => offsets[reader] + 2 * Math.sin(k * 2.3 + reader * 5.1),
  ),
);
const readers = Array.from({ length: table.count }, (_, i) => ({ x: table.x[i], y: table.y[i], z: table.z[i] }));
const usual = { levelAt1mDbm: -59, pathLossExponent: 2, sigmaDb: 6 };

describe('selfCalibrate', () => {
  const learnt = selfCalibrate(grid, readers, tagHeightM, [], windows, usual);

  it('learns how readers differ without knowing where any tag was', () => {
    expect(learnt.better).toBe(true);
    const found = learnt.law.readers.map((radio) => radio.levelAt1mDbm - 10 * radio.pathLossExponent * Math.log10(6));
    const real = offsets.map((offset) => -59 + offset - 22 * Math.log10(6));
    found.forEach((level, reader) => expect(Math.abs(level - real[reader])).toBeLessThan(2));
  });

  it('takes walls as the plan states them', () => {
    const stated = walls.map((wall) => ({ ...wall, lossDb: 12 }));
    const behindWalls = Array.from({ length: 160 }, (_, k) => {
      const [x, y] = [0.7 + ((k * 7.31) % 18.6), 0.7 + ((k * 3.17) % 10.6)];
      return heardAt(x, y, (reader) => {
        const { lossDb } = wallsBetween([table.x[reader], table.y[reader]], [x, y], stated, 0);
        return 2 * Math.sin(k * 2.3 + reader * 5.1) - lossDb;
      });
    });
    const { law, better } = selfCalibrate(grid, readers, tagHeightM, stated, behindWalls, usual);
    expect(better).toBe(true);
    expect(law.wallLossDb).toBeGreaterThan(0);
    for (const radio of law.readers)
      expect(
        Math.abs(radio.levelAt1mDbm - 10 * radio.pathLossExponent * Math.log10(6) + 59 + 22 * Math.log10(6)),
      ).toBeLessThan(2);
  });

  it('refuses what it learnt where the maps in use tell held-out levels better', () => {
    const real = levelMaps(grid, {
      table: {
        ...table,
        levelAt1mDbm: table.levelAt1mDbm.map((level, i) => level + offsets[i]),
        sigmaDb: table.sigmaDb.map(() => 1),
      },
      tagHeightM,
      walls: [],
      wallLossDb: 0,
      packetVarianceDb2: 4,
    });
    const again = selfCalibrate(grid, readers, tagHeightM, [], windows, usual, real);
    expect(again.better).toBe(false);
    expect(again.heldOutGain).toBeLessThan(0);
  });
});
