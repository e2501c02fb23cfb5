import type { Radio } from '#contracts/floorplan';
import { type Wall, wallsBetween } from '#floorplan/walls';
import { nearestM } from '../path-loss.js';
import { readerTable } from '../reader-table.js';
import { type FloorGrid, cellX, cellY } from './floor-grid.js';
import { gridWorkspace } from './grid-workspace.js';
import { LevelEquations, type LevelLaw } from './level-equations.js';
import { type LevelMaps, levelMaps, usualPacketSigmaDb } from './level-maps.js';
import { freedom } from './level-error.js';
import { type HeardLevels, cellLikelihood } from './likelihood.js';

export interface SelfCalibration {
  law: LevelLaw;
  maps: LevelMaps;
  /** Mean log-likelihood of a held-out window under the learnt law, minus that under the maps in use. */
  heldOutGain: number;
  /** The learnt law tells held-out levels better: only then is it worth using. */
  better: boolean;
}

const rounds = 15;
/** Each so-manieth window is held out. */
const heldOutEvery = 4;
/**
 * Student's t has freedom / (freedom - 2) times the variance that it is given, while the law's variance is that of its
 * residuals: raised to this power the belief is as sharp as the law says. Blunter ones flatten the next law.
 */
const asSharpAsFitted = freedom / (freedom - 2);
/** The least loss of a wall without a stated one, dB, where others state theirs. */
const leastLossDb = 0.01;
/** Cells with less of the belief than this, relative to the best, teach nothing. */
const negligible = 0.02;

/**
 * Learns levels, exponents and wall loss from ordinary traffic, without knowing where any tag was: expectation
 * maximisation (Dempster, Laird and Rubin, J. R. Stat. Soc. B 39, 1977). The grid says where each tag may have been under
 * the present law; the law is fitted to all these places, by their weight; and again. Learnt with and without the
 * wall term; whichever tells held-out windows better is returned, and `better` is false when even that is no gain over the
 * maps in use: then these must stay.
 *
 * @param windows levels of tags wherever they were, readings of every one over a few seconds
 * @param start the law of every reader before anything was learnt
 * @param inUse the maps that the learnt ones have to beat; null: those of `start`
 */
export function selfCalibrate(
  grid: FloorGrid,
  readers: readonly { x: number; y: number; z: number }[],
  tagHeightM: number,
  walls: readonly Wall[],
  windows: readonly HeardLevels[],
  start: Radio,
  inUse: LevelMaps | null = null,
): SelfCalibration {
  const learnt = windows.filter((_window, i) => i % heldOutEvery !== 0);
  const heldOut = windows.filter((_window, i) => i % heldOutEvery === 0);
  const hasStated = walls.some(({ lossDb }) => lossDb !== undefined);
  const geometry = readers.map((reader) => geometryOf(grid, reader, tagHeightM, walls));
  const mapsOf = (law: LevelLaw) =>
    levelMaps(grid, {
      table: readerTable(readers.map((reader, i) => ({ ...reader, radio: law.readers[i] }))),
      tagHeightM,
      walls,
      wallLossDb: law.wallLossDb,
      packetVarianceDb2: usualPacketSigmaDb ** 2,
    });
  const startLaw: LevelLaw = { readers: readers.map(() => ({ ...start })), wallLossDb: 0, sigmaDb: start.sigmaDb };
  const startMaps = mapsOf(startLaw);
  const toBeat = meanLogLikelihood(grid, inUse ?? startMaps, heldOut);
  let best: SelfCalibration = { law: startLaw, maps: startMaps, heldOutGain: -Infinity, better: false };
  for (const withWalls of walls.length > 0 ? [false, true] : [false]) {
    let law = startLaw;
    let maps = startMaps;
    for (let round = 0; round < rounds; round++) {
      law = maximise(grid, geometry, maps, learnt, withWalls);
      // A loss of 0 would leave out all walls, those with a stated loss too.
      if (withWalls && hasStated) law.wallLossDb = Math.max(leastLossDb, law.wallLossDb);
      maps = mapsOf(law);
    }
    const heldOutGain = meanLogLikelihood(grid, maps, heldOut) - toBeat;
    if (heldOutGain > best.heldOutGain) best = { law, maps, heldOutGain, better: heldOutGain > 0 };
  }
  return best;
}

interface Geometry {
  /** -10 log10 of the distance from each cell; walls on the way, and the loss of those of which the plan states it, dB. */
  logs: Float32Array;
  crossings: Uint8Array;
  statedLossDb: Float32Array;
}

function geometryOf(
  grid: FloorGrid,
  reader: { x: number; y: number; z: number },
  tagHeightM: number,
  walls: readonly Wall[],
): Geometry {
  const logs = new Float32Array(grid.count);
  const crossings = new Uint8Array(grid.count);
  const statedLossDb = new Float32Array(grid.count);
  const stated = walls.filter(({ lossDb }) => lossDb !== undefined);
  const unstated = walls.filter(({ lossDb }) => lossDb === undefined);
  for (let cell = 0; cell < grid.count; cell++) {
    const x = cellX(grid, cell);
    const y = cellY(grid, cell);
    logs[cell] = -10 * Math.log10(Math.max(nearestM, Math.hypot(x - reader.x, y - reader.y, tagHeightM - reader.z)));
    crossings[cell] = wallsBetween([reader.x, reader.y], [x, y], unstated, 1).crossings;
    statedLossDb[cell] = wallsBetween([reader.x, reader.y], [x, y], stated, 0).lossDb;
  }
  return { logs, crossings, statedLossDb };
}

function maximise(
  grid: FloorGrid,
  geometry: readonly Geometry[],
  maps: LevelMaps,
  windows: readonly HeardLevels[],
  withWalls: boolean,
): LevelLaw {
  const work = gridWorkspace(grid);
  const equations = new LevelEquations(geometry.length);
  for (const heard of windows) {
    if (cellLikelihood(work, maps, heard, asSharpAsFitted) === 0) continue;
    const { likelihood } = work;
    let mass = 0;
    for (let cell = 0; cell < grid.count; cell++) {
      likelihood[cell] = likelihood[cell] > negligible ? likelihood[cell] * grid.prior[cell] : 0;
      mass += likelihood[cell];
    }
    if (mass === 0) continue;
    for (let cell = 0; cell < grid.count; cell++) {
      const weight = likelihood[cell] / mass;
      if (weight === 0) continue;
      for (let i = 0; i < heard.count; i++) {
        const { logs, crossings, statedLossDb } = geometry[heard.readers[i]];
        // What the plan states is taken as stated: the law is that of the level before those walls.
        const levelDbm = heard.levelsDbm[i] + (withWalls ? statedLossDb[cell] : 0);
        equations.add(heard.readers[i], logs[cell], crossings[cell], levelDbm, weight);
      }
    }
  }
  return equations.solve(withWalls);
}

/** Log of the constant of Student's t with 5 degrees of freedom: gamma(3) / (gamma(5/2) sqrt(5 pi)). */
const logConstant = Math.log(8 / (3 * Math.PI * Math.sqrt(5)));

/** Mean over windows of the logarithm of the chance of what was heard, wherever on the floor the tag was. */
export function meanLogLikelihood(grid: FloorGrid, maps: LevelMaps, windows: readonly HeardLevels[]): number {
  const logs = new Float64Array(grid.count);
  const priorMass = grid.prior.reduce((sum, prior) => sum + prior, 0);
  let sum = 0;
  let count = 0;
  for (const heard of windows) {
    logs.fill(0);
    let counted = 0;
    for (let i = 0; i < heard.count; i++) {
      const map = maps.byReader[heard.readers[i]];
      if (!map) continue;
      counted++;
      const packetVariance = maps.packetVarianceDb2 / Math.max(1, heard.packets[i]);
      for (let cell = 0; cell < grid.count; cell++) {
        const column = (cell % grid.columns) - map.column;
        const row = Math.floor(cell / grid.columns) - map.row;
        const within = column >= 0 && row >= 0 && column < map.columns && row < map.rows;
        const own = row * map.columns + column;
        const variance = (within && map.cellVarianceDb2 ? map.cellVarianceDb2[own] : map.varianceDb2) + packetVariance;
        const off = heard.levelsDbm[i] - (within ? map.expectedDbm[own] : -105);
        logs[cell] += logConstant - 0.5 * Math.log(variance) - 3 * Math.log1p((off * off) / (freedom * variance));
      }
    }
    if (counted === 0) continue;
    let best = -Infinity;
    for (let cell = 0; cell < grid.count; cell++) if (logs[cell] > best) best = logs[cell];
    let mass = 0;
    for (let cell = 0; cell < grid.count; cell++) mass += grid.prior[cell] * Math.exp(logs[cell] - best);
    sum += best + Math.log(mass / priorMass);
    count++;
  }
  return count > 0 ? sum / count : -Infinity;
}
