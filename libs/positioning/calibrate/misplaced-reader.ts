import type { FloorCalibration } from '#contracts/calibration';
import type { Radio } from '#contracts/floorplan';
import { wallsBetween } from '#floorplan/walls';
import { nearestM } from '../path-loss.js';
import type { CalibrationFloor } from './calibration-floor.js';
import type { ForetoldLevel } from './leave-one-out.js';

/** A place that fits what a reader hears much better than the one on the plan. Metres; costs in dB squared. */
export interface MisplacedReader {
  x: number;
  y: number;
  cost: number;
  /** Cost at the place of the plan, any common weakening forgiven. */
  toldCost: number;
}

export interface OwnRadio {
  radio: Radio;
  wallLossDb: number;
}

/** A device keeps its level when it moves: an offset is only half forgiven. */
const offsetForgiven = 0.5;
/** One odd window counts no more than this, dB. */
const mostDb = 20;
/** The better place must explain this share of what the told place leaves ... */
const mustExplain = 0.45;
/** ... and leave less than this itself, or the truth is something else altogether, dB. */
const mostLeftDb = 8;
/** ... and the told place must be off by this much at all, dB. */
const leastWrongDb = 5;
/** Nearer places are a matter of measuring, metres. */
const nearestMoveM = 4;
const coarseM = 2;
const fineM = 0.5;

/** The law by which a reader is judged when it is looked for elsewhere. */
export function ownRadio(floor: CalibrationFloor, calibration: FloorCalibration | null, place: number): OwnRadio {
  const { id, radio } = floor.readers[place];
  return {
    radio: calibration?.readers.find((learnt) => learnt.readerId === id) ?? radio,
    wallLossDb: calibration?.wallLossDb ?? 0,
  };
}

/** Looks over the whole floor for a place that fits better; null when that of the plan is good enough. */
export function betterPlaceOf(
  floor: CalibrationFloor,
  own: OwnRadio,
  place: number,
  levels: readonly ForetoldLevel[],
  commonDb: number,
): MisplacedReader | null {
  const told = toldCost(levels, commonDb);
  if (told < leastWrongDb ** 2) return null;
  const { minX, minY, maxX, maxY } = floor.bounds;
  const found = { x: NaN, y: NaN, cost: Infinity };
  const search = (fromX: number, toX: number, fromY: number, toY: number, stepM: number) => {
    for (let x = fromX; x <= toX; x += stepM)
      for (let y = fromY; y <= toY; y += stepM) {
        const cost = costAt(floor, own, place, x, y, levels, commonDb);
        if (cost < found.cost) Object.assign(found, { x, y, cost });
      }
  };
  search(minX + coarseM / 2, maxX, minY + coarseM / 2, maxY, coarseM);
  const { x, y } = found;
  search(
    Math.max(minX, x - coarseM),
    Math.min(maxX, x + coarseM),
    Math.max(minY, y - coarseM),
    Math.min(maxY, y + coarseM),
    fineM,
  );
  const reader = floor.readers[place];
  if (Math.hypot(found.x - reader.x, found.y - reader.y) < nearestMoveM) return null;
  if (found.cost > (1 - mustExplain) * told || found.cost > mostLeftDb ** 2) return null;
  return { ...found, toldCost: told };
}

/** Mean squared error of a reader's levels at the place of the plan, whatever weakens them all alike forgiven. */
export function toldCost(levels: readonly ForetoldLevel[], commonDb: number): number {
  return scatter(levels.map((one) => one.levelDbm - one.expectedDbm - commonDb));
}

/** Mean squared error of a reader's levels if it hung at x, y with its own law, give or take its offset. */
export function costAt(
  floor: CalibrationFloor,
  { radio, wallLossDb }: OwnRadio,
  place: number,
  x: number,
  y: number,
  levels: readonly ForetoldLevel[],
  commonDb: number,
): number {
  const dz = floor.readers[place].z - floor.tagHeightM;
  const offs = levels.map((one) => {
    // The others know the tag's place to within a spread, which keeps it from being right under the reader.
    const distance = Math.max(nearestM, Math.hypot(one.x - x, one.y - y, dz, one.spreadM / 2));
    const walls = wallLossDb > 0 ? wallsBetween([x, y], [one.x, one.y], floor.walls, wallLossDb).lossDb : 0;
    const expected = radio.levelAt1mDbm - 10 * radio.pathLossExponent * Math.log10(distance) - walls;
    return one.levelDbm - expected - commonDb;
  });
  const offset = middle(offs);
  return scatter(offs) + (offset * (1 - offsetForgiven)) ** 2;
}

/** Mean square around the median, odd ones held down. */
function scatter(values: number[]): number {
  const centre = middle(values);
  return values.reduce((sum, value) => sum + Math.min(mostDb, Math.abs(value - centre)) ** 2, 0) / values.length;
}

function middle(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1];
}
