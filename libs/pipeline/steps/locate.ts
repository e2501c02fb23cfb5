import { chooseFloor, keepFloor } from '#positioning/choose-floor';
import { emptyFix } from '#positioning/fix';
import { advanceMotion, createMotion } from '#positioning/motion-filter';
import { solveLevels } from '#positioning/solve-levels';
import type { Moment } from '../moment.js';

/** Working memory, written and read within one moment. */
const fix = emptyFix();

/** Decides the floor, solves for the place on it, and smooths it with the tag's motion. */
export function locate(moment: Moment): 'stop' | void {
  const { house, heard, at } = moment;
  const floorId = chooseFloor(house.readerFloor, heard, moment.track?.floorId ?? -1);
  const floor = house.floors.get(floorId);
  if (!floor) return 'stop';
  keepFloor(house.readerFloor, heard, floorId);
  solveLevels(house.readers, heard.readers, heard.levelsDbm, heard.count, floor.bounds, floor.tagHeightM, fix);

  if (moment.track?.floorId === floorId) {
    advanceMotion(moment.track.motion, fix, at, floor.bounds);
    moment.track.at = at;
  } else {
    // A new floor is a new beginning; only the visit goes on until its end is decided.
    moment.track = {
      at,
      floorId,
      motion: createMotion(fix, at),
      zone: null,
      challenger: null,
      visit: moment.track?.visit ?? null,
      kept: moment.track?.kept ?? null,
    };
  }
  const { motion } = moment.track;
  moment.floor = floor;
  moment.position = {
    tagId: moment.tagId,
    floorId,
    x: motion.x,
    y: motion.y,
    varX: motion.varX,
    varY: motion.varY,
    covXY: motion.covXY,
    radius90M: motion.radius90M,
    zoneId: null,
    zones: [],
    ambiguous: false,
    observedAt: at,
    reportingIntervalMs: null,
    method: fix.method,
    late: moment.late,
  };
}
