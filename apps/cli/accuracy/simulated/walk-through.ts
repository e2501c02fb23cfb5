import type { FloorCalibration } from '#contracts/calibration';
import { defaultRadio, type Floorplan } from '#contracts/floorplan';
import { calibrateFromPlaces } from '#positioning/calibrate/calibrate-from-places';
import { type CalibrationFloor, gridOf, mapsOf } from '#positioning/calibrate/calibration-floor';
import type { KnownPlace } from '#positioning/calibrate/fit-places';
import { adviseNextStop } from '#positioning/calibrate/next-stop';
import { levelsAtPlace } from '#positioning/calibrate/place-levels';
import { audibleAt, receive, type RadioField } from '../../simulate/radio-model.js';
import { radioParameters as p } from '../../simulate/radio-parameters.js';
import { Random } from '../../simulate/random.js';
import { firstId } from './house-of-plans.js';

/** A stop as the page asks for it, and how often the tag in the hand sends, ms. */
export const stopLengthMs = 30_000;
const packetEveryMs = 1000;
/** The person turns round while standing: the body is between the tag and other readers every so often, ms. */
const turnEveryMs = 7_500;
/** Nobody stands exactly where the finger pointed on the plan: standard deviation along each axis, metres. */
const pointingSdM = 0.3;
/** The walk takes place in the first minutes of 1970 under a seed for which no reader is silent then. */
const noOutageSeed = 0;

/** A place to stop at, metres in the frame of its floor. */
export type Stop = Pick<KnownPlace, 'x' | 'y'>;

/** Where the calibration page proposes to stop, floor by floor: known before anything is measured. */
export function proposedStops(plans: readonly Floorplan[], stopsPerFloor: number): Stop[][] {
  return calibrationFloors(plans).map((floor) => {
    const { maps } = mapsOf(floor, gridOf(floor), null);
    const stops: Stop[] = [];
    while (stops.length < stopsPerFloor) {
      const { next } = adviseNextStop(floor, maps, stops);
      if (!next) break;
      stops.push({ x: next.x, y: next.y });
    }
    return stops;
  });
}

/**
 * What a walk through every floor teaches: a person with an average tag stands half a minute at each stop; fitted as the
 * calibration service fits it.
 * @param seed chooses fading, bodies and how exactly the person points
 */
export function walkThrough(
  plans: readonly Floorplan[],
  field: RadioField,
  stops: readonly (readonly Stop[])[],
  seed: number,
): FloorCalibration[] {
  return calibrationFloors(plans).map((floor, index) => {
    const places = walkFloor(field, index, stops[index], seed, (reader) => reader + firstId);
    return calibrateFromPlaces(floor, places, [], null).calibration;
  });
}

/** What is heard on a walk over one floor, stop by stop. */
export function walkFloor(
  field: RadioField,
  floor: number,
  stops: readonly Stop[],
  seed: number,
  readerId: (reader: number) => number,
): KnownPlace[] {
  const random = new Random(seed, floor, 40);
  return stops.map(({ x, y }) => ({ x, y, levels: heardAt(field, floor, { x, y }, random, readerId) }));
}

function heardAt(
  field: RadioField,
  floor: number,
  { x, y }: Stop,
  random: Random,
  readerId: (reader: number) => number,
) {
  const standsX = x + pointingSdM * random.normal();
  const standsY = y + pointingSdM * random.normal();
  const audible = audibleAt(field, floor, standsX, standsY);
  const atMs: number[] = [];
  const readerIds: number[] = [];
  const levelsDbm: number[] = [];
  const facing = random.between(-Math.PI, Math.PI);
  for (let at = 0; at < stopLengthMs; at += packetEveryMs) {
    const direction = facing + (Math.floor(at / turnEveryMs) * Math.PI) / 2;
    const lossDb = (p.bodyLossDb[0] + p.bodyLossDb[1]) / 2;
    const packet = { x: standsX, y: standsY, atMs: at, offsetDb: 0, body: { untilMs: Infinity, direction, lossDb } };
    receive(field, audible, packet, noOutageSeed, random, (reader, rssiDbm) => {
      atMs.push(at);
      readerIds.push(readerId(reader));
      levelsDbm.push(rssiDbm);
    });
  }
  return levelsAtPlace({ atMs, readerIds, levelsDbm }, 0, stopLengthMs);
}

function calibrationFloors(plans: readonly Floorplan[]): CalibrationFloor[] {
  let reader = firstId;
  const readers = plans.flatMap((plan, index) =>
    plan.readers.map(({ x, y, z, radio = defaultRadio }) => ({
      ...{ id: reader++, floorId: index + firstId, x, y, z, radio },
    })),
  );
  let zone = firstId;
  return plans.map(({ floor, walls, doors, zones }, index) => ({
    id: index + firstId,
    bounds: floor.bounds,
    tagHeightM: floor.tagHeightM,
    walls,
    doors,
    zones: zones.map(({ kind, polygon }) => ({ id: zone++, kind, polygon })),
    readers,
  }));
}
