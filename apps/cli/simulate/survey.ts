import type { Floorplan } from '#contracts/floorplan';
import { fitPathLoss, type LabelledLevel } from '#positioning/fit-path-loss';
import { audibleAt, radioField, receive } from './radio-model.js';
import { radioParameters } from './radio-parameters.js';
import { Random } from './random.js';

/** A surveyor stops every so many metres in every room and lets a tag send so many packets. */
const gridM = 2;
const packetsPerStop = 8;

/**
 * The plans with the radio values of each reader as a survey before opening day finds them: from what was heard of
 * one tag at known places, as in a real building. The simulated assets' tags have offsets of their own.
 */
export function surveyedPlans(plans: Floorplan[]): Floorplan[] {
  const field = radioField(plans);
  const random = new Random(1867);
  const samples: LabelledLevel[] = [];
  const levelOf = (reader: number) => plans[field.readerFloor[reader]].floor.level * radioParameters.storeyHeightM;
  plans.forEach((plan, floor) => {
    for (const [x, y] of plan.zones.flatMap((zone) => stopsIn(zone.polygon))) {
      const audible = audibleAt(field, floor, x, y);
      const packet = { x, y, atMs: 0, offsetDb: 0, body: null };
      for (let sent = 0; sent < packetsPerStop; sent++)
        receive(field, audible, packet, noOutageSeed, random, (reader, levelDbm) => {
          if (field.readerFloor[reader] !== floor) return;
          const up = field.z[reader] - levelOf(reader) - plan.floor.tagHeightM;
          samples.push({ reader, levelDbm, distanceM: Math.hypot(field.x[reader] - x, field.y[reader] - y, up) });
        });
    }
  });
  const { readers } = fitPathLoss(samples, field.readerKeys.length);
  let next = 0;
  return plans.map((plan) => ({
    ...plan,
    readers: plan.readers.map((reader) => {
      const { levelAt1mDbm, pathLossExponent, sigmaDb } = readers[next++];
      return {
        ...reader,
        radio: {
          levelAt1mDbm: two(levelAt1mDbm),
          pathLossExponent: two(pathLossExponent),
          sigmaDb: two(sigmaDb),
        },
      };
    }),
  }));
}

/** A seed under which no reader is silent in the first half hour of 1970, when the survey takes place. */
const noOutageSeed = 0;

function stopsIn(polygon: Floorplan['zones'][number]['polygon']): [number, number][] {
  const [[left, low], , [right, high]] = polygon;
  const across = Math.max(1, Math.round((right - left) / gridM));
  const up = Math.max(1, Math.round((high - low) / gridM));
  const stops: [number, number][] = [];
  for (let column = 0; column < across; column++)
    for (let row = 0; row < up; row++)
      stops.push([left + ((right - left) * (column + 0.5)) / across, low + ((high - low) * (row + 0.5)) / up]);
  return stops;
}

function two(value: number): number {
  return Math.round(value * 100) / 100;
}
