import type { Bounds } from '#contracts/geometry';
import { type Place, nearestReader, weightedCentroid } from '#positioning/baselines';
import type { TagReadings } from '#positioning/survey';
import type { ReaderTable } from '#positioning/reader-table';
import { type TruthPath, truthAt } from '#positioning/truth';
import { aggregateWindow, createWindow } from '#positioning/window';
import { trilatPlace } from './trilat.js';

/** A computed position of a recorded tag at a moment of the recording's own time. */
export interface ComputedPosition {
  atMs: number;
  x: number;
  y: number;
  varX: number;
  varY: number;
  covXY: number;
}

export interface ComparedTrack {
  readings: TagReadings;
  truth: TruthPath;
  positions: readonly ComputedPosition[];
}

/** Errors of one method against the truth, metres. */
export interface AccuracyRow {
  method: string;
  mean: number;
  median: number;
  p90: number;
  n: number;
}

export interface Comparison {
  rows: AccuracyRow[];
  /** Share of moments at which the truth lay inside the told 90 % ellipse. */
  ellipse90: number;
}

/** How far back the simpler methods look, ms: what suits them best on the recorded sites. */
const windowMs = 4000;
const inside90 = -2 * Math.log(1 - 0.9);

/**
 * Compares positions with the truth, and with what simpler methods make of the same readings at the same moments:
 * each uses the readings of the trailing window and the same calibration. Moments outside the truth are left out.
 */
export function compareWithTruth(
  tracks: readonly ComparedTrack[],
  floor: { table: ReaderTable; area: Bounds; tagHeightM: number },
): Comparison {
  const { table, tagHeightM } = floor;
  const errors = new Map<string, number[]>();
  const window = createWindow();
  let inside = 0;
  let moments = 0;
  for (const { readings, truth, positions } of tracks)
    for (const position of positions) {
      const { atMs } = position;
      const real = truthAt(truth, atMs);
      if (real === null) continue;
      const { timesMs } = readings;
      aggregateWindow(readings.readers, readings.levelsDbm, timesMs, timesMs.length, atMs - windowMs, atMs, window);
      const { readers, levelsDbm, count } = window;
      if (count === 0) continue;
      const note = (method: string, place: Place) => {
        const list = errors.get(method) ?? [];
        list.push(Math.hypot(place.x - real.x, place.y - real.y));
        errors.set(method, list);
      };
      note('wardmap', position);
      note('nearest reader', nearestReader(table, readers, levelsDbm, count));
      note('weighted centroid', weightedCentroid(table, readers, levelsDbm, count, 2));
      note('npm trilat', trilatPlace(table, readers, levelsDbm, count, tagHeightM));
      moments++;
      if (insideEllipse(position, real)) inside++;
    }
  return {
    rows: Array.from(errors, ([method, list]) => ({ method, ...summary(list) })),
    ellipse90: moments > 0 ? inside / moments : 0,
  };
}

function insideEllipse(position: ComputedPosition, real: Place): boolean {
  const dx = real.x - position.x;
  const dy = real.y - position.y;
  const determinant = position.varX * position.varY - position.covXY * position.covXY;
  const squares = position.varY * dx * dx - 2 * position.covXY * dx * dy + position.varX * dy * dy;
  return squares <= inside90 * determinant;
}

/** Mean, median and 90th percentile of a list. */
export function summary(values: readonly number[]): Omit<AccuracyRow, 'method'> {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (share: number) => {
    const place = (sorted.length - 1) * share;
    const below = Math.floor(place);
    return sorted[below] + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)] - sorted[below]);
  };
  return {
    mean: values.reduce((sum, value) => sum + value, 0) / values.length,
    median: quantile(0.5),
    p90: quantile(0.9),
    n: values.length,
  };
}

/** The comparison as lines of text, columns aligned. */
export function comparisonTable(comparison: Comparison): string {
  const head = ['error in metres', 'mean', 'median', 'p90', 'n'];
  const body = comparison.rows.map((row) => [
    row.method,
    row.mean.toFixed(2),
    row.median.toFixed(2),
    row.p90.toFixed(2),
    String(row.n),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((line) => line[column].length)));
  const lines = [head, ...body].map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  );
  return [
    ...lines,
    `the truth lies inside wardmap's 90 % ellipse in ${(comparison.ellipse90 * 100).toFixed(0)} % of the moments`,
  ].join('\n');
}
