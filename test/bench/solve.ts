import { trilatPlace } from '../../apps/cli/replay/trilat.js';
import { emptyFix } from '#positioning/fix';
import { distanceOfLevel, levelAtDistance, rangeAlongFloor } from '#positioning/path-loss';
import { readerTable } from '#positioning/reader-table';
import { solveLevels } from '#positioning/solve-levels';
import type { BenchFigure } from './figure.js';
import { gaussNewtonOnRanges } from './mathjs-gauss-newton.js';

const area = { minX: 0, minY: 0, maxX: 70, maxY: 42 };
const tagHeightM = 1;
const readersHeard = 8;

/**
 * Solves per second of the dB-domain solver, of npm trilat on the three loudest readers and of a Gauss-Newton in
 * mathjs on all ranges: same places, same levels, same calibration, rounds in turn, medians.
 */
export async function benchSolve({ quick }: { quick: boolean }): Promise<BenchFigure[]> {
  const scene = makeScene(512);
  const { table } = scene;
  const fix = emptyFix();
  const methods = [
    (k: number) => {
      const { readers, levels } = scene.heard[k];
      solveLevels(table, readers, levels, readersHeard, area, tagHeightM, fix);
    },
    (k: number) => {
      const { readers, levels } = scene.heard[k];
      trilatPlace(table, readers, levels, readersHeard, tagHeightM);
    },
    (k: number) => {
      const { readers, levels } = scene.heard[k];
      gaussNewtonOnRanges(
        Array.from(readers, (reader, i) => [
          table.x[reader],
          table.y[reader],
          rangeAlongFloor(distanceOfLevel(table, reader, levels[i]), table.z[reader], tagHeightM),
        ]),
      );
    },
  ];
  // Many short rounds: what else the machine does then falls on all methods alike.
  const rounds = quick ? 41 : 121;
  const roundMs = 40;
  const warmUpMs = quick ? 300 : 1000;
  const rates = methods.map(() => [] as number[]);
  for (const solve of methods) solvesPerSecond(solve, scene.heard.length, warmUpMs);
  for (let round = 0; round < rounds; round++)
    methods.forEach((solve, m) => rates[m].push(solvesPerSecond(solve, scene.heard.length, roundMs)));
  const [ours, trilat, mathjs] = rates.map(median);
  const figure = (name: string, value: number): BenchFigure => ({
    name: 'solve.fast',
    value: Math.round(ours),
    unit: 'solves/s',
    baseline: { name, value: Math.round(value) },
    ratio: ours / value,
  });
  return [figure('trilat', trilat), figure('mathjs Gauss-Newton', mathjs)];
}

/** Readers 10 m apart on a hospital floor, tags heard by the eight nearest with 5 dB of noise; always the same. */
function makeScene(places: number) {
  const random = randomNumbers(20261120);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const table = readerTable(
    Array.from({ length: 28 }, (_, i) => ({
      x: 5 + 10 * (i % 7),
      y: 6 + 10 * Math.floor(i / 7),
      z: 2.7,
      radio: { levelAt1mDbm: -59 + 2 * normal(), pathLossExponent: 2.2, sigmaDb: 5 },
    })),
  );
  const heard = Array.from({ length: places }, () => {
    const x = area.maxX * random();
    const y = area.maxY * random();
    const distance = (reader: number) =>
      Math.hypot(x - table.x[reader], y - table.y[reader], tagHeightM - table.z[reader]);
    const readers = Array.from({ length: table.count }, (_, reader) => reader)
      .sort((a, b) => distance(a) - distance(b))
      .slice(0, readersHeard);
    const levels = readers.map((reader) => levelAtDistance(table, reader, distance(reader)) + 5 * normal());
    return { readers: Int32Array.from(readers), levels: Float64Array.from(levels) };
  });
  return { table, heard };
}

function solvesPerSecond(solve: (k: number) => void, places: number, forMs: number): number {
  const began = performance.now();
  let solved = 0;
  while (performance.now() - began < forMs) {
    for (let i = 0; i < 32; i++) solve((solved + i) % places);
    solved += 32;
  }
  return (1000 * solved) / (performance.now() - began);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** mulberry32, a small generator that gives the same numbers everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
