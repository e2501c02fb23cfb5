import type { AccuracyResult, MethodFigures } from '#contracts/accuracy';
import { ZoneIndex } from '#floorplan/zone-index';
import { nearestReader, weightedCentroid, type Place } from '#positioning/baselines';
import { distanceOfLevel, rangeAlongFloor } from '#positioning/path-loss';
import { type Calibration, calibrateFloor } from '#positioning/grid/calibrate-floor';
import { chooseExponent, usualExponent } from '#positioning/grid/choose-exponent';
import { insideEllipse90 } from '#positioning/grid/ellipse';
import { floorGrid } from '#positioning/grid/floor-grid';
import { type GridBelief, followOnGrid } from '#positioning/grid/follow-on-grid';
import { gridWorkspace } from '#positioning/grid/grid-workspace';
import type { LevelMaps } from '#positioning/grid/level-maps';
import { cellLikelihood } from '#positioning/grid/likelihood';
import { answerOf, emptyAnswer } from '#positioning/grid/posterior';
import { type Survey, surveyPlaces } from '#positioning/grid/survey-places';
import { decideZone, newZoneDecision } from '#positioning/grid/zone-decision';
import { lesserCalibrations } from './lesser-calibrations.js';
import { truthAt } from '#positioning/truth';
import { aggregateWindow, createWindow } from '#positioning/window';
import { trilatPlace } from '../replay/trilat.js';
import {
  type Fingerprint,
  type RangedReader,
  clamp,
  linearLeastSquares,
  missingDbm,
  nearestNeighbours,
  scaleFreeFit,
} from './baselines.js';
import { solvesPerSecond } from './pace.js';
import { type DataSet, type DataTrack, tracksOf } from './read-data.js';
import { type ScoredFix, figuresOf, reliability } from './scores.js';

/** A moment of a track at which every method answers: what was heard in its window, and the truth. */
interface Epoch {
  atMs: number;
  readers: Int32Array;
  levelsDbm: Float64Array;
  packets: Int32Array;
  count: number;
  truth: Place | null;
  truthZone: number | null;
  /** A whole window lies behind it, so that it counts. */
  counts: boolean;
}

/** Five readings of a reader average out its fading; a tag that reports seldom is given more time. */
const readingsPerWindow = 5;
const shortestWindowMs = 2000;
const longestWindowMs = 10_000;
const fixEveryMs = 1000;

export interface MeasureSettings {
  train: string[];
  test: string[];
  windowMs?: number;
  /** How long each method is run to see how fast it is, ms. */
  paceMs: number;
}

/** Runs the engine causally over the test tags of a recording of levels, and the simple methods beside it. */
export function measureLevels(data: DataSet, settings: MeasureSettings): AccuracyResult {
  const floor = data.meta;
  const [minX, minY, maxX, maxY] = floor.bounds;
  const bounds = { minX, minY, maxX, maxY };
  const zones = (floor.rooms ?? []).map(({ poly }, id) => ({ id, polygon: poly }));
  const zoneIndex = new ZoneIndex(zones);
  const zoneOfRoom = new Map((floor.rooms ?? []).map(({ id }, index) => [id, index]));
  const grid = floorGrid({
    bounds,
    walls: data.walls,
    zones,
    walkable: floor.grid ? { cellM: floor.grid.cell, centres: floor.grid.free } : undefined,
  });
  const train = tracksOf(data, settings.train);
  const test = tracksOf(data, settings.test);
  const windowMs = settings.windowMs ?? rhythm(train);
  const tagHeightM = floor.tagZ ?? 0;
  const readers = data.readers.map(({ x, y, z }) => ({ x, y, z: z != null && floor.tagZ != null ? z : NaN }));
  const survey = surveyOf(train, windowMs);
  const calibration = calibrateFloor(grid, readers, tagHeightM, data.walls, survey);
  const work = gridWorkspace(grid);
  const exponent = chooseExponent(
    foldsOf(train).map(({ inside, outside }) => ({
      maps: calibrateFloor(grid, readers, tagHeightM, data.walls, surveyOf(inside, windowMs)).maps,
      tracks: outside.map((track) =>
        epochsOf(track, windowMs, () => null).map((epoch) => ({
          atMs: epoch.atMs,
          heard: epoch,
          truth: epoch.counts ? epoch.truth : null,
        })),
      ),
    })),
    work,
    windowMs,
  );
  const answer = emptyAnswer();
  const epochs = test.map((track) =>
    epochsOf(track, windowMs, (place, room) =>
      zones.length === 0 ? null : room !== null ? (zoneOfRoom.get(room) ?? -1) : zoneIndex.zoneAt(place.x, place.y),
    ),
  );
  const still = test.map((track) => isStill(track));

  const follow = (maps: LevelMaps, believed: number) => {
    const told: { probability: number; right: boolean }[] = [];
    const fixes = epochs.map((list) => {
      const decision = newZoneDecision();
      let belief: GridBelief | null = null;
      const scoredFixes: ScoredFix[] = [];
      for (const epoch of list) {
        const next: GridBelief | null = followOnGrid(
          belief,
          maps,
          work,
          epoch,
          epoch.atMs,
          null,
          { windowMs, exponent: believed },
          answer,
        );
        if (!next) continue;
        belief = next;
        const zone = zones.length > 0 ? decideZone(decision, work.zoneMass, answer.zone, belief.still.atRest) : null;
        if (!epoch.truth || !epoch.counts) continue;
        scoredFixes.push(scored(epoch, answer, zone, insideEllipse90(answer, epoch.truth.x, epoch.truth.y)));
        if (epoch.truthZone !== null)
          told.push({ probability: answer.zoneProbability, right: answer.zone === epoch.truthZone });
      }
      return scoredFixes;
    });
    return { fixes, told };
  };
  const { fixes: ours, told } = follow(calibration.maps, exponent);
  const flat = epochs.flat().filter((epoch) => epoch.truth && epoch.counts);
  const pace = solvesPerSecond(
    flat.length,
    (i) => {
      work.density.fill(1);
      cellLikelihood(work, calibration.maps, flat[i], 1);
      answerOf(work, true, false, answer);
    },
    settings.paceMs,
  );
  const methods: Record<string, MethodFigures> = { wardmap: figuresOf(ours, still, pace) };
  const lesser = lesserCalibrations(data, calibration, train, grid, windowMs);
  for (const [name, maps] of Object.entries(lesser))
    methods[name] = figuresOf(follow(maps, usualExponent).fixes, still, pace);

  const single = (name: string, solve: (epoch: Epoch) => Place) => {
    const fixes = epochs.map((list) =>
      list
        .filter((epoch) => epoch.truth && epoch.counts)
        .map((epoch) => {
          const place = solve(epoch);
          return scored(epoch, place, zones.length > 0 ? zoneIndex.zoneAt(place.x, place.y) : null, null);
        }),
    );
    return {
      name,
      figures: figuresOf(
        fixes,
        still,
        solvesPerSecond(flat.length, (i) => solve(flat[i]), settings.paceMs),
      ),
    };
  };
  const { table } = calibration;
  const ranged = (epoch: Epoch): RangedReader[] =>
    Array.from({ length: epoch.count }, (_, i) => {
      const reader = epoch.readers[i];
      return {
        x: table.x[reader],
        y: table.y[reader],
        rangeM: rangeAlongFloor(distanceOfLevel(table, reader, epoch.levelsDbm[i]), table.z[reader], tagHeightM),
      };
    });
  const fingerprints = fingerprintsOf(survey, data.readers.length);
  const centroids = [1, 2, 3].map((power) =>
    single('weightedCentroid', (e) => weightedCentroid(table, e.readers, e.levelsDbm, e.count, power)),
  );
  const rows = [
    single('nearestReader', (e) => nearestReader(table, e.readers, e.levelsDbm, e.count)),
    // The exponent that does best on the test itself: more than fair.
    centroids.reduce((best, other) => (other.figures.mean < best.figures.mean ? other : best)),
    single('trilat', (e) => clamp(trilatPlace(table, e.readers, e.levelsDbm, e.count, tagHeightM), bounds)),
    single('linearLeastSquares', (e) => linearLeastSquares(ranged(e), bounds)),
    single('weightedKnn', (e) => nearestNeighbours(fingerprints, vectorOf(e, data.readers.length))),
    single('scaleFreeNelderMead', (e) => scaleFreeFit(ranged(e), bounds)),
  ];
  for (const { name, figures } of rows) methods[name] = figures;
  explain(calibration, windowMs, exponent);
  return {
    set: floor.name,
    splits: { train: settings.train, test: settings.test },
    fixes: ours.reduce((sum, fixes) => sum + fixes.length, 0),
    methods,
    zoneReliability: told.length > 0 ? reliability(told) : null,
  };
}

function explain({ model, kernel, maps }: Calibration, windowMs: number, exponent: number): void {
  if (process.env.WARDMAP_LOG_LEVEL !== 'debug') return;
  const n = model.readers.reduce((sum, radio) => sum + radio.pathLossExponent, 0) / model.readers.length;
  console.error(
    `window ${windowMs} ms, likelihood exponent ${exponent.toFixed(2)}, path loss ${n.toFixed(2)}, wall ${model.wallLossDb.toFixed(1)} dB, height ${model.heightM} m, ` +
      `sigma ${model.sigmaDb.toFixed(1)} dB, packet ${Math.sqrt(maps.packetVarianceDb2).toFixed(1)} dB, ` +
      `shadowing ${kernel ? `${kernel.lengthM} m ${kernel.spreadDb.toFixed(1)} dB + ${kernel.noiseDb.toFixed(1)} dB` : 'none'}`,
  );
}

function scored(epoch: Epoch, place: Place, zone: number | null, inside: boolean | null): ScoredFix {
  const { atMs, truthZone } = epoch;
  const { x: truthX, y: truthY } = epoch.truth!;
  return { atMs, x: place.x, y: place.y, truthX, truthY, zone, truthZone, inside90: inside };
}

function surveyOf(tracks: readonly DataTrack[], windowMs: number): Survey {
  return surveyPlaces(
    tracks.map((track) => ({ readings: levelsOf(track), truth: track.truth })),
    windowMs,
  );
}

const folds = 4;

/** Cuts tracks into folds, those of one place together: what is held out must not have been surveyed by its twin. */
function foldsOf(tracks: readonly DataTrack[]): { inside: DataTrack[]; outside: DataTrack[] }[] {
  const numberOf = new Map<string, number>();
  const fold = tracks.map(({ truth }) => {
    const place = `${Math.round(truth.x[0])}:${Math.round(truth.y[0])}`;
    if (!numberOf.has(place)) numberOf.set(place, numberOf.size);
    return numberOf.get(place)! % folds;
  });
  if (numberOf.size < 2) return [];
  return Array.from({ length: Math.min(folds, numberOf.size) }, (_, k) => ({
    inside: tracks.filter((_track, i) => fold[i] !== k),
    outside: tracks.filter((_track, i) => fold[i] === k),
  }));
}

function levelsOf({ readings }: DataTrack) {
  return { readers: readings.readers, levelsDbm: readings.values, timesMs: readings.timesMs };
}

/** A window that holds about five readings of a reader, from the median interval of one reader's readings. */
function rhythm(tracks: readonly DataTrack[]): number {
  const gaps: number[] = [];
  for (const { readings } of tracks.slice(0, 50)) {
    const last = new Map<number, number>();
    readings.timesMs.forEach((at, i) => {
      const before = last.get(readings.readers[i]);
      if (before !== undefined && at > before) gaps.push(at - before);
      last.set(readings.readers[i], at);
    });
  }
  if (gaps.length === 0) return shortestWindowMs;
  gaps.sort((a, b) => a - b);
  const interval = gaps[gaps.length >> 1];
  return Math.min(longestWindowMs, Math.max(shortestWindowMs, Math.round((interval * readingsPerWindow) / 500) * 500));
}

function isStill({ truth }: DataTrack): boolean {
  return truth.x.every((x, i) => Math.hypot(x - truth.x[0], truth.y[i] - truth.y[0]) < 0.05);
}

/** One moment a second, or a single one where a tag was heard for less. */
function epochsOf(
  track: DataTrack,
  windowMs: number,
  zoneAt: (place: Place, room: string | null) => number | null,
): Epoch[] {
  const { timesMs } = track.readings;
  const firstMs = timesMs[0];
  const lastMs = timesMs[timesMs.length - 1];
  const moments: number[] = [];
  for (let at = firstMs + fixEveryMs; at <= lastMs; at += fixEveryMs) moments.push(at);
  if (moments.length === 0) moments.push(lastMs);
  const window = createWindow();
  const levels = levelsOf(track);
  return moments.flatMap((atMs): Epoch[] => {
    aggregateWindow(levels.readers, levels.levelsDbm, timesMs, timesMs.length, atMs - windowMs, atMs, window);
    if (window.count === 0) return [];
    const truth = truthAt(track.truth, atMs);
    return [
      {
        atMs,
        count: window.count,
        readers: window.readers.slice(0, window.count),
        levelsDbm: window.levelsDbm.slice(0, window.count),
        packets: window.packets.slice(0, window.count),
        truth,
        truthZone: truth ? zoneAt(truth, roomAt(track, atMs)) : null,
        counts: atMs - firstMs >= windowMs || lastMs - firstMs < windowMs,
      },
    ];
  });
}

function roomAt({ truth }: DataTrack, atMs: number): string | null {
  let index = truth.timesMs.findIndex((time) => time > atMs) - 1;
  if (index < 0) index = truth.timesMs.length - 1;
  return truth.room[index];
}

function fingerprintsOf(survey: Survey, readerCount: number): Fingerprint[] {
  const prints: Fingerprint[] = [];
  survey.levels.forEach(({ reader, x, y, levelDbm }, i) => {
    const place = survey.places[i];
    prints[place] ??= { x, y, levelsDbm: new Float64Array(readerCount).fill(missingDbm) };
    prints[place].levelsDbm[reader] = levelDbm;
  });
  return prints;
}

function vectorOf(epoch: Epoch, readerCount: number): Float64Array {
  const vector = new Float64Array(readerCount).fill(missingDbm);
  for (let i = 0; i < epoch.count; i++) vector[epoch.readers[i]] = epoch.levelsDbm[i];
  return vector;
}
