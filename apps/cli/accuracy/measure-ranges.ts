import type { AccuracyResult, MethodFigures } from '#contracts/accuracy';
import type { Place } from '#positioning/baselines';
import { emptyFix } from '#positioning/fix';
import { type LabelledRange, fitRangeBias } from '#positioning/fit-range-bias';
import { insideEllipse90 } from '#positioning/grid/ellipse';
import { rangeAlongFloor } from '#positioning/path-loss';
import { type AnchorTable, solveRanges } from '#positioning/solve-ranges';
import { truthAt } from '#positioning/truth';
import { type RangedReader, clamp, linearLeastSquares, scaleFreeFit } from './baselines.js';
import type { MeasureSettings } from './measure-levels.js';
import { solvesPerSecond } from './pace.js';
import { type DataSet, type DataTrack, tracksOf } from './read-data.js';
import { type ScoredFix, figuresOf } from './scores.js';
import { seededRandom } from './seeded-random.js';
import { trilatOfRanges } from './trilat-of-ranges.js';

/** All anchors' answers within this time are one sweep, ms. */
const sweepMs = 60;

interface Sweep {
  atMs: number;
  anchors: number[];
  rangesM: number[];
  truth: Place;
}

export interface BlockedAnchors {
  /** How many anchors are blocked in each sweep run, 0 for none. */
  count: number;
  seed: number;
}
/** A body or a wall in the way makes a range too long by this much, metres (evenly spread). */
const blockedLeastM = 0.5;
const blockedMostM = 3;

/** Runs the range solver over the test tags of a recording of distances, and the simple methods beside it. */
export function measureRanges(data: DataSet, settings: MeasureSettings, blocked: BlockedAnchors): AccuracyResult {
  const [minX, minY, maxX, maxY] = data.meta.bounds;
  const bounds = { minX, minY, maxX, maxY };
  const tagHeightM = data.meta.tagZ ?? 1;
  const anchors = data.readers.map(({ x, y, z }) => ({ x, y, z: z ?? tagHeightM }));
  const labelled: LabelledRange[] = tracksOf(data, settings.train).flatMap((track) =>
    sweepsOf(track).flatMap(({ anchors: heard, rangesM, truth }) =>
      heard.map((anchor, i) => {
        const { x, y, z } = anchors[anchor];
        return { anchor, measuredM: rangesM[i], trueM: Math.hypot(truth.x - x, truth.y - y, tagHeightM - z) };
      }),
    ),
  );
  const table: AnchorTable = {
    count: anchors.length,
    x: anchors.map(({ x }) => x),
    y: anchors.map(({ y }) => y),
    z: anchors.map(({ z }) => z),
    ...fitRangeBias(labelled, anchors.length),
  };
  const test = tracksOf(data, settings.test);
  const random = seededRandom(blocked.seed);
  const sweeps = test.map((track) => block(sweepsOf(track), anchors.length, blocked.count, random));
  const still = test.map(({ truth }) =>
    truth.x.every((x, i) => Math.hypot(x - truth.x[0], truth.y[i] - truth.y[0]) < 0.02),
  );

  const fix = emptyFix();
  const flat = sweeps.flat();
  const run = (solve: (sweep: Sweep) => { place: Place; inside: boolean | null } | null): MethodFigures =>
    figuresOf(
      sweeps.map((list) =>
        list.flatMap((sweep): ScoredFix[] => {
          const found = solve(sweep);
          if (!found) return [];
          const { x: truthX, y: truthY } = sweep.truth;
          const { x, y } = found.place;
          return [{ atMs: sweep.atMs, x, y, truthX, truthY, zone: null, truthZone: null, inside90: found.inside }];
        }),
      ),
      still,
      solvesPerSecond(flat.length, (i) => solve(flat[i]), settings.paceMs),
    );
  const ranged = (sweep: Sweep): RangedReader[] =>
    sweep.anchors.map((anchor, i) => ({
      x: table.x[anchor],
      y: table.y[anchor],
      rangeM: rangeAlongFloor(Math.max(0.05, sweep.rangesM[i] - table.biasM[anchor]), table.z[anchor], tagHeightM),
    }));
  const plain = (solve: (readers: RangedReader[]) => Place) =>
    run((sweep) => ({ place: solve(ranged(sweep)), inside: null }));

  const methods: Record<string, MethodFigures> = {
    wardmap: run((sweep) =>
      solveRanges(table, sweep.anchors, sweep.rangesM, sweep.anchors.length, tagHeightM, fix)
        ? { place: { x: fix.x, y: fix.y }, inside: insideEllipse90(fix, sweep.truth.x, sweep.truth.y) }
        : null,
    ),
    nearestReader: plain((readers) => readers.reduce((best, one) => (one.rangeM < best.rangeM ? one : best))),
    weightedCentroid: [1, 2, 3]
      .map((power) => plain((readers) => centroid(readers, power)))
      .reduce((best, other) => (other.mean < best.mean ? other : best)),
    trilat: plain((readers) => clamp(trilatOfRanges(readers), bounds)),
    linearLeastSquares: plain((readers) => linearLeastSquares(readers, bounds)),
    scaleFreeNelderMead: plain((readers) => scaleFreeFit(readers, bounds)),
  };
  return {
    set: data.meta.name,
    splits: { train: settings.train, test: settings.test },
    fixes: flat.length,
    methods,
    zoneReliability: null,
  };
}

function sweepsOf({ readings, truth }: DataTrack): Sweep[] {
  const sweeps: Sweep[] = [];
  let open: Omit<Sweep, 'truth'> | null = null;
  const close = () => {
    const place = open && truthAt(truth, open.atMs);
    if (open && place) sweeps.push({ ...open, truth: place });
  };
  readings.timesMs.forEach((atMs, i) => {
    if (!open || atMs - open.atMs > sweepMs || open.anchors.includes(readings.readers[i])) {
      close();
      open = { atMs, anchors: [], rangesM: [] };
    }
    open.anchors.push(readings.readers[i]);
    open.rangesM.push(readings.values[i]);
  });
  close();
  return sweeps;
}

/** Lengthens the ranges of some anchors, chosen anew for each sweep. */
function block(sweeps: Sweep[], anchorCount: number, count: number, random: () => number): Sweep[] {
  if (count === 0) return sweeps;
  return sweeps.map((sweep) => {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(count, anchorCount)) chosen.add(Math.floor(random() * anchorCount));
    const rangesM = sweep.rangesM.map((range, i) =>
      chosen.has(sweep.anchors[i]) ? range + blockedLeastM + (blockedMostM - blockedLeastM) * random() : range,
    );
    return { ...sweep, rangesM };
  });
}

function centroid(readers: readonly RangedReader[], power: number): Place {
  let weights = 0;
  let x = 0;
  let y = 0;
  for (const reader of readers) {
    const weight = Math.max(0.1, reader.rangeM) ** -power;
    weights += weight;
    x += weight * reader.x;
    y += weight * reader.y;
  }
  return { x: x / weights, y: y / weights };
}
