import { type FloorCalibration, type PlacedWindow, floorCalibrationSchema } from '#contracts/calibration';
import { defaultRadio } from '#contracts/floorplan';
import { usualExponent } from '../grid/choose-exponent.js';
import { type GridWorkspace, gridWorkspace } from '../grid/grid-workspace.js';
import type { LevelMaps } from '../grid/level-maps.js';
import { type HeardLevels, cellLikelihood } from '../grid/likelihood.js';
import { answerOf, emptyAnswer } from '../grid/posterior.js';
import { type SelfCalibration, meanLogLikelihood, selfCalibrate } from '../grid/self-calibrate.js';
import { type Comparison, judge } from './calibrate-from-places.js';
import { type CalibrationFloor, gridOf, heardOf, mapsOf } from './calibration-floor.js';
import type { KnownPlace } from './fit-places.js';
import { type LabelledRoom, noScore, scoreOf, scorePlaces, scoreRooms } from './score-places.js';

/** A window with fewer readers of the floor says little about where its tag was. */
const fewestReadersOfWindow = 3;
/** Learning looks at so many windows at most, spread evenly; what more of them add is not worth the time. */
const mostWindows = 600;
/** Fewer windows say nothing. */
export const fewestWindows = 200;
/** Levels fall with distance at least so fast on average in any building: corridors guide waves, 1.2 and more. */
const flattest = 1.1;
/** With fewer known places, learning may move the told places by so much and no more, metres. */
const fewestPlaces = 5;
const farthestM = 6;
/** As in `selfCalibrate`: each so-manieth window is held out. */
const heldOutEvery = 4;

/**
 * Learns a floor's calibration from ordinary traffic without knowing where any tag was, and compares it on held-out windows
 * with the one in use. Where places are known it must not put tags further from them either: a map can be at peace with
 * itself and still be wrong.
 * @throws RangeError with too few windows
 */
export function learnFromTraffic(
  floor: CalibrationFloor,
  traffic: readonly PlacedWindow[],
  places: readonly KnownPlace[],
  labels: readonly LabelledRoom[],
  inUse: FloorCalibration | null,
): Comparison {
  const { readers } = floor;
  const windows = windowsOfFloor(floor, traffic);
  if (windows.length < fewestWindows)
    throw new RangeError(
      `There are ${windows.length} usable windows of traffic on this floor; at least ${fewestWindows} are needed to learn from them.`,
    );
  const grid = gridOf(floor);
  const before = mapsOf(floor, grid, inUse);
  const learnt = selfCalibrate(grid, readers, floor.tagHeightM, floor.walls, windows, defaultRadio, before.maps);
  const heldOut = windows.filter((_window, i) => i % heldOutEvery === 0);

  const work = gridWorkspace(grid);
  const ours = noScore();
  const theirs = noScore();
  scorePlaces(ours, floor, learnt.maps, usualExponent, work, places);
  scorePlaces(theirs, floor, before.maps, before.exponent, work, places);
  scoreRooms(ours, floor, learnt.maps, usualExponent, work, labels);
  scoreRooms(theirs, floor, before.maps, before.exponent, work, labels);
  const foretold = (maps: typeof learnt.maps) => ({
    logLikelihood: meanLogLikelihood(grid, maps, heldOut),
    samples: heldOut.length,
  });
  const score = { ...scoreOf(ours), ...foretold(learnt.maps) };
  const comparedScore = { ...scoreOf(theirs), ...foretold(before.maps) };
  const calibration = floorCalibrationSchema.parse({
    readers: readers.map(({ id }, place) => ({ readerId: id, ...learnt.law.readers[place] })),
    wallLossDb: Math.min(30, learnt.law.wallLossDb),
    likelihoodExponent: usualExponent,
    packetVarianceDb2: learnt.maps.packetVarianceDb2,
    fadingVarianceDb2: learnt.maps.fadingVarianceDb2,
    survey: [],
    kernel: null,
  });
  const judged = judge(score, comparedScore);
  const doubt = judged.better
    ? doubtAbout(learnt, before, heldOut, gridWorkspace(grid), ours.stops >= fewestPlaces)
    : null;
  return {
    ...{ calibration, score, comparedScore },
    ...(doubt === null ? judged : { better: false, reason: `${judged.reason.slice(0, -1)}, but ${doubt}` }),
  };
}

/**
 * Levels alone cannot tell a true map from one that explains them all as noise, or from one that is moved as a whole. What
 * gives such a map away: levels that hardly fall with distance, and places far from those told so far.
 */
function doubtAbout(
  { law, maps }: SelfCalibration,
  before: { maps: LevelMaps; exponent: number },
  windows: readonly HeardLevels[],
  work: GridWorkspace,
  placesKnown: boolean,
): string | null {
  const exponent = law.readers.reduce((sum, radio) => sum + radio.pathLossExponent, 0) / law.readers.length;
  if (exponent < flattest)
    return `levels would hardly fall with distance any more (path loss exponent ${exponent.toFixed(1)}): it takes distance for noise.`;
  if (placesKnown) return null;
  const shifts = windows.flatMap((heard) => {
    const then = whereIs(before.maps, before.exponent, heard, work);
    const now = whereIs(maps, usualExponent, heard, work);
    return then && now ? [Math.hypot(then.x - now.x, then.y - now.y)] : [];
  });
  const shiftM = shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length;
  if (!(shiftM <= farthestM))
    return `tags would be told ${shiftM.toFixed(0)} m from where they are told now, and no known place says which is right: make a few stops.`;
  return null;
}

function whereIs(maps: LevelMaps, exponent: number, heard: HeardLevels, work: GridWorkspace) {
  work.density.fill(1);
  const answer = emptyAnswer();
  return cellLikelihood(work, maps, heard, exponent) > 0 && answerOf(work, true, false, answer) ? answer : null;
}

function windowsOfFloor(floor: CalibrationFloor, traffic: readonly PlacedWindow[]): HeardLevels[] {
  const placeOf = new Map(floor.readers.map(({ id }, place) => [id, place]));
  const windows = traffic
    .map((window) => heardOf(window, placeOf))
    .filter(({ count }) => count >= fewestReadersOfWindow);
  const every = Math.max(1, Math.ceil(windows.length / mostWindows));
  return windows.filter((_window, i) => i % every === 0);
}
