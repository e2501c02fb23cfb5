import type { FloorCalibration, PlacedWindow } from '#contracts/calibration';
import { type Comparison, calibrateFromPlaces } from './calibrate-from-places.js';
import { type CalibrationFloor, gridOf, mapsOf } from './calibration-floor.js';
import type { KnownPlace } from './fit-places.js';
import { learnFromTraffic } from './learn-from-traffic.js';
import { type NextStopAdvice, adviseNextStop } from './next-stop.js';
import type { LabelledRoom } from './score-places.js';
import { type WatchedReader, watchReaders } from './watch-readers.js';

/** Work of a second and more, as plain data that can be given to another thread. */
export type CalibrationTask =
  | {
      kind: 'places';
      floor: CalibrationFloor;
      places: KnownPlace[];
      labels: LabelledRoom[];
      inUse: FloorCalibration | null;
    }
  | {
      kind: 'traffic';
      floor: CalibrationFloor;
      windows: PlacedWindow[];
      places: KnownPlace[];
      labels: LabelledRoom[];
      inUse: FloorCalibration | null;
    }
  | { kind: 'watch'; floor: CalibrationFloor; inUse: FloorCalibration | null; windows: PlacedWindow[] }
  | {
      kind: 'advice';
      floor: CalibrationFloor;
      stops: { x: number; y: number }[];
      skipZones: number[];
    };

export interface TaskResults {
  places: Comparison;
  traffic: Comparison;
  watch: WatchedReader[];
  advice: NextStopAdvice;
}

/**
 * Does one piece of calibration work.
 * @throws RangeError that says what is missing when there is too little to work with
 */
export function doCalibrationTask(task: CalibrationTask): TaskResults[CalibrationTask['kind']] {
  switch (task.kind) {
    case 'places':
      return calibrateFromPlaces(task.floor, task.places, task.labels, task.inUse);
    case 'traffic':
      return learnFromTraffic(task.floor, task.windows, task.places, task.labels, task.inUse);
    case 'watch':
      return watchReaders(task.floor, task.inUse, task.windows);
    case 'advice': {
      // What readers reach is told well enough by the values of the plan, and at once.
      const { maps } = mapsOf(task.floor, gridOf(task.floor), null);
      return adviseNextStop(task.floor, maps, task.stops, new Set(task.skipZones));
    }
  }
}
