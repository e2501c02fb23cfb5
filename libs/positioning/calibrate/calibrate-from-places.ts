import type { FloorCalibration, HeldOutScore } from '#contracts/calibration';
import { type HeldOut, chooseExponent } from '../grid/choose-exponent.js';
import type { FloorGrid } from '../grid/floor-grid.js';
import { type GridWorkspace, gridWorkspace } from '../grid/grid-workspace.js';
import { type CalibrationFloor, gridOf, heardOf, mapsOf, placesById } from './calibration-floor.js';
import { type KnownPlace, fitPlaces } from './fit-places.js';
import { looksAtPlace } from './looks-at-place.js';
import { type LabelledRoom, type ScoreSums, noScore, scoreOf, scorePlaces, scoreRooms } from './score-places.js';
import { surveyWindowMs } from './place-levels.js';

/** A new calibration beside the one in use, both told on samples that the new one has not seen. */
export interface Comparison {
  calibration: FloorCalibration;
  score: HeldOutScore;
  comparedScore: HeldOutScore;
  better: boolean;
  /** Why it is better or not, in plain words. */
  reason: string;
}

/** Fewer places cannot be fitted and compared at once. */
export const fewestPlaces = 5;
/** Each so-manieth place is held out; of a small survey each place once, in turn. */
const heldOutEvery = 4;
const smallSurvey = 60;
/** Places nearer to one another than this are held out together: a place must not be foretold by its twin; metres. */
const twinM = 1;
/** What the one in use knew of a held-out place is taken out of it too, metres. */
const samePlaceM = 0.5;
/** A position error is told from so many stops on; it may get worse by this share, or this much, by chance. */
const fewestErrorStops = 8;
const errorShare = 1.05;
const errorSlackM = 0.05;
/** A mean error below this share of the one before is much better; then this much likelihood a sample may be lost. */
const muchBetterShare = 0.8;
const likelihoodSlack = 0.15;
const fewestRooms = 5;

/**
 * Makes a calibration from levels at known places, and compares it on held-out places with the one in use.
 * @param inUse null: the values of the plan
 * @throws RangeError with fewer than five places
 */
export function calibrateFromPlaces(
  floor: CalibrationFloor,
  places: readonly KnownPlace[],
  labels: readonly LabelledRoom[],
  inUse: FloorCalibration | null,
): Comparison {
  if (places.length < fewestPlaces)
    throw new RangeError(
      `There are ${places.length} usable stops on this floor; at least ${fewestPlaces} are needed for a calibration.`,
    );
  const grid = gridOf(floor);
  const work = gridWorkspace(grid);
  const ours = noScore();
  const theirs = noScore();
  const heldOut: HeldOut[] = [];
  const folds = foldsOf(places);
  const rounds: { places: KnownPlace[]; maps: HeldOut['maps']; before: ReturnType<typeof mapsOf> }[] = [];
  for (let fold = 0; fold < (places.length <= smallSurvey ? heldOutEvery : 1); fold++) {
    const outside = places.filter((_place, i) => folds[i] === fold);
    const inside = places.filter((_place, i) => folds[i] !== fold);
    if (outside.length === 0 || inside.length === 0) continue;
    const { maps } = fitPlaces(floor, grid, inside);
    rounds.push({ places: outside, maps, before: mapsOf(floor, grid, withoutPlaces(inUse, outside)) });
    heldOut.push({ maps, tracks: tracksOf(floor, outside) });
  }
  const likelihoodExponent = chooseExponent(heldOut, work, surveyWindowMs);
  for (const round of rounds) {
    scorePlaces(ours, floor, round.maps, likelihoodExponent, work, round.places);
    scorePlaces(theirs, floor, round.before.maps, round.before.exponent, work, round.places);
  }
  const { calibration, maps } = fitPlaces(floor, grid, places);
  scoreRooms(ours, floor, maps, likelihoodExponent, work, labels);
  scoreInUse(theirs, floor, grid, inUse, work, labels);
  const score = scoreOf(ours);
  const comparedScore = scoreOf(theirs);
  return { calibration: { ...calibration, likelihoodExponent }, score, comparedScore, ...judge(score, comparedScore) };
}

function scoreInUse(
  sums: ScoreSums,
  floor: CalibrationFloor,
  grid: FloorGrid,
  inUse: FloorCalibration | null,
  work: GridWorkspace,
  labels: readonly LabelledRoom[],
): void {
  if (labels.length === 0) return;
  const { maps, exponent } = mapsOf(floor, grid, inUse);
  scoreRooms(sums, floor, maps, exponent, work, labels);
}

/**
 * Better means: held-out samples are foretold better, and neither positions nor rooms get worse. Or they are foretold about
 * as well and positions get much better: wide expectations may foretell levels as well as sharp ones, and find nothing.
 */
export function judge(score: HeldOutScore, before: HeldOutScore): { better: boolean; reason: string } {
  const gain = score.logLikelihood - before.logLikelihood;
  const told = `Held-out samples are foretold ${gain > 0 ? 'better' : 'no better'} than before (log-likelihood ${signed(gain)} a sample)`;
  const errors =
    score.errorM !== null && before.errorM !== null
      ? `; mean error at held-out stops ${before.errorM.toFixed(2)} m before, ${score.errorM.toFixed(2)} m with it`
      : '';
  const findsMuchBetter =
    score.errorM !== null &&
    before.errorM !== null &&
    score.stops >= fewestErrorStops &&
    score.errorM < before.errorM * muchBetterShare;
  if (!(gain > (findsMuchBetter ? -likelihoodSlack : 0))) return { better: false, reason: `${told}${errors}.` };
  if (
    score.errorM !== null &&
    before.errorM !== null &&
    score.stops >= fewestErrorStops &&
    score.errorM > Math.max(before.errorM * errorShare, before.errorM + errorSlackM)
  )
    return { better: false, reason: `${told}, but positions would get worse${errors}.` };
  if (
    score.roomsRight !== null &&
    before.roomsRight !== null &&
    score.rooms >= fewestRooms &&
    (before.roomsRight - score.roomsRight) * score.rooms > 1.5
  )
    return {
      better: false,
      reason: `${told}, but fewer labelled rooms would be named right (${percent(score.roomsRight)} instead of ${percent(before.roomsRight)})${errors}.`,
    };
  if (!(gain > 0))
    return {
      better: true,
      reason: `Tags are found much better${errors.replace(';', ':')}; held-out samples are foretold about as well (log-likelihood ${signed(gain)} a sample).`,
    };
  return { better: true, reason: `${told}${errors}.` };
}

/** Number of the fold of each place; twins get the same. */
function foldsOf(places: readonly KnownPlace[]): number[] {
  const numberOf = new Map<string, number>();
  return places.map(({ x, y }) => {
    const key = `${Math.round(x / twinM)}:${Math.round(y / twinM)}`;
    if (!numberOf.has(key)) numberOf.set(key, numberOf.size);
    return numberOf.get(key)! % heldOutEvery;
  });
}

function withoutPlaces(inUse: FloorCalibration | null, places: readonly KnownPlace[]): FloorCalibration | null {
  if (!inUse) return null;
  return {
    ...inUse,
    survey: inUse.survey.filter(
      (sample) => !places.some((place) => Math.hypot(sample.x - place.x, sample.y - place.y) < samePlaceM),
    ),
  };
}

/** Each place as a track of looks, for the choice of the exponent. */
function tracksOf(floor: CalibrationFloor, places: readonly KnownPlace[]): HeldOut['tracks'] {
  const placeOf = placesById(floor);
  return places.map(({ x, y, levels }) =>
    looksAtPlace(levels.windows).map(({ atMs, window }) => ({
      atMs,
      heard: heardOf(window, placeOf),
      truth: { x, y },
    })),
  );
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
