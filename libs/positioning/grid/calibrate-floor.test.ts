import { describe, expect, it } from 'vitest';
import { calibrateFloor } from './calibrate-floor.js';
import { cellAt } from './floor-grid.js';
import { fitLevelModel } from './fit-level-model.js';
import { levelMapBytes } from './level-maps.js';
import { bounds, grid, tagHeightM } from './scene-for-tests.js';
import { surveyPlaces } from './survey-places.js';
import { fitShadowingKernel, surveyedResidual } from './survey-residual.js';

const readers = [
  [1, 1],
  [10, 1],
  [19, 1],
  [1, 11],
  [10, 11],
  [19, 11],
].map(([x, y]) => ({ x, y, z: 2.5 }));
const wholeWall = [{ points: [[9.9, 0] as const, [9.9, 12] as const] }];
/** Shadowing that changes every few metres, the same each time one comes by. */
const shadowDb = (reader: number, x: number, y: number) =>
  4 * Math.sin(0.7 * x + 1.3 * reader) * Math.cos(0.6 * y - 0.8 * reader);

function level(reader: number, x: number, y: number, wallDb: number): number {
  const { x: rx, y: ry, z } = readers[reader];
  const crosses = rx < 9.9 !== x < 9.9;
  return -57 - 18 * Math.log10(Math.hypot(x - rx, y - ry, tagHeightM - z)) - (crosses ? wallDb : 0);
}

function places(step: number): [number, number][] {
  const list: [number, number][] = [];
  for (let x = bounds.minX + 1; x < bounds.maxX; x += step)
    for (let y = bounds.minY + 1; y < bounds.maxY; y += step) list.push([x, y]);
  return list;
}

describe('fitLevelModel', () => {
  it('finds level, exponent and wall loss again', () => {
    const samples = places(1.5).flatMap(([x, y]) =>
      readers.map((_, reader) => ({ reader, x, y, levelDbm: level(reader, x, y, 6) + Math.sin(x * 7 + y * 3) })),
    );
    const model = fitLevelModel(samples, readers, tagHeightM, wholeWall);
    expect(model.wallLossDb).toBeCloseTo(6, 0);
    expect(model.readers[0].pathLossExponent).toBeCloseTo(1.8, 1);
    expect(Math.abs(model.readers[0].levelAt1mDbm + 57)).toBeLessThan(1);
    expect(model.sigmaDb).toBeLessThan(1.2);
  });

  it('leaves walls out that weaken nothing', () => {
    const samples = places(2).flatMap(([x, y]) =>
      readers.map((_, reader) => ({ reader, x, y, levelDbm: level(reader, x, y, -3) })),
    );
    expect(fitLevelModel(samples, readers, tagHeightM, wholeWall).wallLossDb).toBe(0);
  });

  it('finds a height that nobody measured', () => {
    const samples = places(1).flatMap(([x, y]) =>
      readers.map((_, reader) => ({ reader, x, y, levelDbm: level(reader, x, y, 0) })),
    );
    const unknown = readers.map(({ x, y }) => ({ x, y, z: NaN }));
    expect(fitLevelModel(samples, unknown, tagHeightM, []).heightM).toBe(1.5);
  });

  it('takes the loss that the plan states for a wall as it is', () => {
    const stated = wholeWall.map((wall) => ({ ...wall, lossDb: 12 }));
    const samples = places(2).flatMap(([x, y]) =>
      readers.map((_, reader) => ({ reader, x, y, levelDbm: level(reader, x, y, 12) })),
    );
    const model = fitLevelModel(samples, readers, tagHeightM, stated);
    expect(model.readers[3].pathLossExponent).toBeCloseTo(1.8, 1);
    expect(model.wallLossDb).toBeGreaterThan(0);
  });

  it('finds the law of readers that hear only the places where shadowing happens to help', () => {
    const floorDbm = -70;
    const all = places(1).flatMap(([x, y]) =>
      readers.map((_, reader) => ({ reader, x, y, levelDbm: level(reader, x, y, 0) + shadowDb(reader, x, y) })),
    );
    const heard = all.filter(({ levelDbm }) => levelDbm >= floorDbm);
    const silent = all.filter(({ levelDbm }) => levelDbm < floorDbm);
    const exponent = (law: ReturnType<typeof fitLevelModel>) =>
      law.readers.reduce((sum, { pathLossExponent }) => sum + pathLossExponent / law.readers.length, 0);
    const naive = exponent(fitLevelModel(heard, readers, tagHeightM, []));
    const whole = exponent(fitLevelModel(heard, readers, tagHeightM, [], { floorDbm, places: silent }));
    expect(naive).toBeLessThan(1.6);
    expect(Math.abs(whole - 1.8)).toBeLessThan(0.2);
  });

  it('needs samples', () => {
    expect(() => fitLevelModel([], readers, tagHeightM, [])).toThrow('at least one');
  });
});

describe('surveyedResidual', () => {
  const known = places(2);
  const samples = {
    x: known.map(([x]) => x),
    y: known.map(([, y]) => y),
    residualDb: known.map(([x, y]) => shadowDb(0, x, y)),
  };
  const kernel = fitShadowingKernel([samples])!;
  const residual = surveyedResidual(samples, kernel);

  it('knows the shadowing at and between surveyed places', () => {
    expect(Math.abs(residual.meanAt(7, 5) - shadowDb(0, 7, 5))).toBeLessThan(1);
    expect(Math.abs(residual.meanAt(8, 6) - shadowDb(0, 8, 6))).toBeLessThan(2);
  });

  it('is less sure the further it is from any survey', () => {
    expect(residual.varianceAt(7, 5)).toBeLessThan(residual.varianceAt(8, 6));
    expect(residual.varianceAt(8, 6)).toBeLessThan(residual.varianceAt(60, 60));
    expect(residual.varianceAt(60, 60)).toBeCloseTo(kernel.spreadDb ** 2 + kernel.noiseDb ** 2, 6);
    expect(Math.abs(residual.meanAt(60, 60))).toBeLessThan(0.01);
  });

  it('does not judge from a handful of samples', () => {
    expect(fitShadowingKernel([{ x: [1, 2], y: [1, 2], residualDb: [0, 1] }])).toBeNull();
  });
});

describe('calibrateFloor', () => {
  it('makes maps of what is really heard from every part of the floor', () => {
    const tracks = places(2).map(([x, y]) => {
      const times = [0, 500, 1000, 1500].flatMap((at) => readers.map(() => at));
      const heard = times.map((_, i) => i % readers.length);
      return {
        truth: { timesMs: [0], x: [x], y: [y] },
        readings: {
          readers: heard,
          timesMs: times,
          levelsDbm: heard.map((reader, i) => level(reader, x, y, 0) + shadowDb(reader, x, y) + 2 * Math.sin(5 * i)),
        },
      };
    });
    const { maps, kernel } = calibrateFloor(grid, readers, tagHeightM, [], surveyPlaces(tracks, 2000));
    expect(kernel).not.toBeNull();
    const errors = places(2.6).flatMap(([x, y]) =>
      readers.map((_, reader) => {
        const map = maps.byReader[reader]!;
        const cell = cellAt(grid, x, y);
        const own = (Math.floor(cell / grid.columns) - map.row) * map.columns + (cell % grid.columns) - map.column;
        return Math.abs(map.expectedDbm[own] - level(reader, x, y, 0) - shadowDb(reader, x, y));
      }),
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(2.2);
    // Two numbers of four bytes for each reader and cell.
    expect(levelMapBytes(maps)).toBe(6 * 960 * 8);
    expect(maps.fingerprints!.count).toBe(places(2).length);
  });
});
