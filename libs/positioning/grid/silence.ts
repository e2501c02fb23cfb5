import type { FloorGrid } from './floor-grid.js';
import type { LevelMap } from './level-maps.js';
import type { HeardLevels } from './likelihood.js';

/**
 * What it means that a reader did not hear a tag: from a cell where it should have, that the tag is hardly there. The
 * chance of silence of all readers together is kept by cell, as binary logarithm; those that did hear are taken out again.
 */
export interface Silence {
  /** By number of packets (1, 2, more): sum over all readers of the logarithm of the chance of silence, by cell of the floor. */
  together: Float64Array[];
  /** By number of packets and reader: that logarithm by expected level, from `lowestDbm` in steps of 1 dB. */
  byLevel: (Float32Array | null)[][];
}

const lowestDbm = -140;
const highestDbm = 20;
/** A reader may be dead, or the tag covered: silence is never surer than this. */
const deadChance = 0.04;
/** A packet that could be heard is lost now and then; several in a row hardly ever. */
const lostChance = 0.15;
/** Spread of packets around the level of a place, dB: some of several get through where the mean would not. */
const packetSpreadDb = 2;
const packetKinds = 3;

/**
 * Chance of silence of each reader from each cell: a normal level with the map's spread, censored where the receiver ends
 * (Tobin, Econometrica 26, 1958).
 * @param floorDbm level at which half of the packets are heard
 */
export function silenceOf(grid: FloorGrid, byReader: readonly (LevelMap | null)[], floorDbm: number): Silence {
  const together: Float64Array[] = [];
  const byLevel: (Float32Array | null)[][] = [];
  for (let packets = 1; packets <= packetKinds; packets++) {
    const never = deadChance + (1 - deadChance) * (packets < packetKinds ? lostChance ** packets : 0);
    const tables = byReader.map((map) => map && tableOf(map, floorDbm, never));
    const sum = new Float64Array(grid.count);
    byReader.forEach((map, reader) => {
      if (!map) return;
      for (let own = 0; own < map.expectedDbm.length; own++) {
        const cell = (map.row + Math.floor(own / map.columns)) * grid.columns + map.column + (own % map.columns);
        sum[cell] += tables[reader]![placeOf(map.expectedDbm[own])];
      }
    });
    together.push(sum);
    byLevel.push(tables);
  }
  return { together, byLevel };
}

function tableOf(map: LevelMap, floorDbm: number, never: number): Float32Array {
  const spread = Math.sqrt(map.varianceDb2 + packetSpreadDb * packetSpreadDb);
  return Float32Array.from({ length: highestDbm - lowestDbm + 1 }, (_, place) => {
    // The logistic curve that is nearest to the normal distribution function (Bowling et al. 2009).
    const heard = 1 / (1 + Math.exp((-1.702 * (lowestDbm + place - floorDbm)) / spread));
    return Math.log2(never + (1 - never) * (1 - heard));
  });
}

function placeOf(expectedDbm: number): number {
  return Math.min(highestDbm, Math.max(lowestDbm, Math.round(expectedDbm))) - lowestDbm;
}

/** Of fewer levels the weakest do not tell where receivers end. */
const fewestLevels = 60;
const weakestShare = 0.05;

/**
 * Level at which readers hear half of the packets, from all clear levels of a survey: one in twenty was weaker. Where no place was
 * far from all readers, this is more than the truth and silence says less than it could.
 * @returns undefined when too little was heard to tell
 */
export function hearingFloor(levelsDbm: readonly number[]): number | undefined {
  if (levelsDbm.length < fewestLevels) return undefined;
  return Float64Array.from(levelsDbm).sort()[Math.floor(levelsDbm.length * weakestShare)];
}

/** Which of the tables counts for a window: by the most packets that any reader heard. */
export function packetKind(heard: HeardLevels): number {
  let most = 1;
  for (let i = 0; i < heard.count; i++) if (heard.packets[i] > most) most = heard.packets[i];
  return Math.min(packetKinds, Math.floor(most)) - 1;
}

/** Takes one reader that did hear the tag out of the silence of all, in a stretch of cells of one row. */
export function takeOut(
  silent: Float64Array,
  from: number,
  to: number,
  expectedDbm: Float32Array,
  own: number,
  table: Float32Array,
): void {
  for (let cell = from; cell < to; cell++, own++) silent[cell] -= table[placeOf(expectedDbm[own])];
}
