import type { Floorplan } from '#contracts/floorplan';
import { radioParameters as p } from './radio-parameters.js';
import { hash32, Random } from './random.js';

/** The radio field of the building: fixed walls, fixed readers, fixed shadows. The same for every run. */
export interface RadioField {
  readerKeys: string[];
  /** Index of the reader's floor in the list of plans. */
  readerFloor: number[];
  x: Float64Array;
  y: Float64Array;
  z: Float64Array;
  offsetDb: Float64Array;
  /** Per reader: wave numbers and phases of its shadow field. */
  shadows: Float64Array[];
  /** Per floor: x0, y0, x1, y1, loss of each wall. */
  walls: Float64Array[];
  levels: number[];
  /** Loss by number of slabs between two floors. */
  slabLossDb: number[];
}

/** The building is the same whatever happens in it, so its shadows do not depend on the run's seed. */
const buildingSeed = 20_26;

/** Prepares the radio field of the given floors. */
export function radioField(plans: Floorplan[]): RadioField {
  const readers = plans.flatMap((plan, floor) => plan.readers.map((reader) => ({ ...reader, floor })));
  const level = (floor: number) => plans[floor].floor.level;
  return {
    readerKeys: readers.map((reader) => reader.key),
    readerFloor: readers.map((reader) => reader.floor),
    x: Float64Array.from(readers, (reader) => reader.x),
    y: Float64Array.from(readers, (reader) => reader.y),
    z: Float64Array.from(readers, (reader) => level(reader.floor) * p.storeyHeightM + reader.z),
    offsetDb: Float64Array.from(readers, (_, index) => new Random(buildingSeed, index).normal() * p.readerOffsetSdDb),
    shadows: readers.map((_, index) => shadowWaves(new Random(buildingSeed, index, 1))),
    walls: plans.map((plan) =>
      Float64Array.from(
        plan.walls.flatMap(({ points, lossDb = 0 }) =>
          points.slice(1).flatMap((end, index) => [...points[index], ...end, lossDb]),
        ),
      ),
    ),
    levels: plans.map((plan) => plan.floor.level),
    slabLossDb: plans.map((_, slabs) => slabLossDb(slabs)),
  };
}

/**
 * Random Fourier features (Rahimi and Recht 2007) of the exponential correlation exp(-d / length)
 * (Gudmundson 1991): in the plane its wave numbers k have 1 - F(k) = (1 + (k length)^2)^(-1/2).
 */
function shadowWaves(random: Random): Float64Array {
  const waves = new Float64Array(3 * p.shadowWaves);
  for (let index = 0; index < p.shadowWaves; index++) {
    const size = Math.min(12, Math.sqrt((1 - random.next()) ** -2 - 1)) / p.shadowLengthM;
    const angle = random.next() * 2 * Math.PI;
    waves.set([size * Math.cos(angle), size * Math.sin(angle), random.next() * 2 * Math.PI], 3 * index);
  }
  return waves;
}

/** Shadowing of one reader at a point, dB. */
export function shadowDb(field: RadioField, reader: number, x: number, y: number): number {
  const waves = field.shadows[reader];
  let sum = 0;
  for (let at = 0; at < waves.length; at += 3) sum += Math.cos(waves[at] * x + waves[at + 1] * y + waves[at + 2]);
  return p.shadowSdDb * Math.sqrt(2 / p.shadowWaves) * sum;
}

/** Loss of all walls that the straight line between two points of a floor crosses, dB; counts no further than `enough`. */
export function wallLossDb(
  field: RadioField,
  floor: number,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  enough = Infinity,
): number {
  const walls = field.walls[floor];
  const dx = x1 - x0;
  const dy = y1 - y0;
  let loss = 0;
  for (let at = 0; at < walls.length; at += 5) {
    const ax = walls[at] - x0;
    const ay = walls[at + 1] - y0;
    const bx = walls[at + 2] - x0;
    const by = walls[at + 3] - y0;
    if (dx * ay - dy * ax > 0 === dx * by - dy * bx > 0) continue;
    const ex = bx - ax;
    const ey = by - ay;
    const across = ax * ey - ay * ex;
    if (across > 0 === across - (dx * ey - dy * ex) > 0) continue;
    loss += walls[at + 4];
    if (loss > enough) break;
  }
  return loss;
}

/** Loss of the slabs between two floors: COST 231 multi-wall model, L n^((n+2)/(n+1) - b), dB. */
export function slabLossDb(slabs: number): number {
  return slabs === 0 ? 0 : p.slabLossDb * slabs ** ((slabs + 2) / (slabs + 1) - p.slabExponent);
}

/** Expected level of an average tag at one reader, without people, fading and tag offset, dBm. */
export function meanLevelDbm(field: RadioField, reader: number, floor: number, x: number, y: number): number {
  const walls = wallLossDb(field, field.readerFloor[reader], x, y, field.x[reader], field.y[reader]);
  return openLevelDbm(field, reader, floor, x, y) - walls + shadowDb(field, reader, x, y);
}

/** The level by distance and slabs alone, dBm. */
function openLevelDbm(field: RadioField, reader: number, floor: number, x: number, y: number): number {
  const dx = field.x[reader] - x;
  const dy = field.y[reader] - y;
  const dz = field.z[reader] - field.levels[floor] * p.storeyHeightM - p.tagHeightM;
  const distance = Math.max(0.3, Math.sqrt(dx * dx + dy * dy + dz * dz));
  const slabs = Math.abs(field.levels[field.readerFloor[reader]] - field.levels[floor]);
  return (
    p.levelAt1mDbm + field.offsetDb[reader] - 10 * p.pathLossExponent * Math.log10(distance) - field.slabLossDb[slabs]
  );
}

/** Below this it takes more luck than there is (2.5 sd of tag offset and fading) to decode a packet. */
const hopelessDbm = p.sensitivityDbm - 9;
/** Shadows lift a level by more than this once in a thousand places. */
const liftDb = 3 * p.shadowSdDb;

/** Readers that may hear a tag at one place, with the expected level of an average tag. */
export interface Audible {
  readers: number[];
  levelsDbm: number[];
}

/** All readers in reach of a place; what cannot be heard is left out as early as possible. */
export function audibleAt(field: RadioField, floor: number, x: number, y: number): Audible {
  const audible: Audible = { readers: [], levelsDbm: [] };
  for (let reader = 0; reader < field.readerKeys.length; reader++) {
    const open = openLevelDbm(field, reader, floor, x, y);
    const budget = open + liftDb - hopelessDbm;
    if (budget < 0) continue;
    const walls = wallLossDb(field, field.readerFloor[reader], x, y, field.x[reader], field.y[reader], budget);
    if (walls > budget) continue;
    const level = open - walls + shadowDb(field, reader, x, y);
    if (level < hopelessDbm) continue;
    audible.readers.push(reader);
    audible.levelsDbm.push(level);
  }
  return audible;
}

/** A person between the tag and the readers of one direction. */
export interface Body {
  untilMs: number;
  direction: number;
  lossDb: number;
}

/** What a tag sends in one packet. */
export interface Packet {
  x: number;
  y: number;
  atMs: number;
  offsetDb: number;
  body: Body | null;
}

/** The readers that decode one packet, with whole dBm as receivers report them. */
export function receive(
  field: RadioField,
  audible: Audible,
  packet: Packet,
  seed: number,
  random: Random,
  heard: (reader: number, rssiDbm: number) => void,
): void {
  for (let index = 0; index < audible.readers.length; index++) {
    const reader = audible.readers[index];
    let level = audible.levelsDbm[index] + packet.offsetDb + p.fadingSdDb * random.normal();
    if (packet.body && behind(field, reader, packet, packet.body)) level -= packet.body.lossDb;
    const decoded = (1 - p.packetLoss) / (1 + Math.exp((p.sensitivityDbm - level) / p.sensitivityWidthDb));
    if (!random.chance(decoded) || isOut(seed, reader, packet.atMs)) continue;
    heard(reader, Math.max(-127, Math.min(20, Math.round(level))));
  }
}

function behind(field: RadioField, reader: number, { x, y }: Packet, body: Body): boolean {
  const angle = Math.atan2(field.y[reader] - y, field.x[reader] - x) - body.direction;
  return Math.abs(Math.atan2(Math.sin(angle), Math.cos(angle))) < p.bodyHalfAngle;
}

/** Whether a reader is silent at a moment. Follows from seed, reader and time alone. */
export function isOut(seed: number, reader: number, atMs: number): boolean {
  const window = Math.floor(atMs / p.outageWindowMs);
  if (hash32(seed, reader, window) / 2 ** 32 >= p.outageChance) return false;
  const [shortest, longest] = p.outageLengthMs;
  const random = new Random(seed, reader, window);
  const from = window * p.outageWindowMs + random.next() * (p.outageWindowMs - longest);
  return atMs >= from && atMs < from + random.between(shortest, longest);
}
