import type { Place } from '#positioning/baselines';
import { chooseFloor } from '#positioning/choose-floor';
import type { HeardLevels } from '#positioning/grid/likelihood';
import { truthAt } from '#positioning/truth';
import { aggregateWindow, createWindow } from '#positioning/window';
import type { DataTrack } from './read-data.js';

/** A moment of a track at which every method answers: what was heard in its window, and the truth. */
export interface Epoch {
  atMs: number;
  /** Everything heard, and the part of it that readers of the chosen floor heard. */
  heard: HeardLevels;
  ofFloor: HeardLevels;
  floor: number;
  truth: Place | null;
  truthFloor: number;
  truthZone: number | null;
  /** A whole window lies behind it and the truth is known, so that it counts. */
  counts: boolean;
}

/** Five readings of a reader average out its fading; a tag that reports seldom is given more time. */
const readingsPerWindow = 5;
const shortestWindowMs = 2000;
const longestWindowMs = 10_000;
const fixEveryMs = 1000;
/** A tag whose truth stays within this stands still, metres. */
const stillWithinM = 0.05;

export function levelsOf({ readings }: DataTrack) {
  return { readers: readings.readers, levelsDbm: readings.values, timesMs: readings.timesMs };
}

export function isStill({ truth }: DataTrack): boolean {
  return truth.x.every((x, i) => Math.hypot(x - truth.x[0], truth.y[i] - truth.y[0]) < stillWithinM);
}

/** A window that holds about five readings of a reader, from the median interval of one reader's readings. */
export function rhythmMs(tracks: readonly DataTrack[]): number {
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
  const wanted = Math.round((gaps[gaps.length >> 1] * readingsPerWindow) / 500) * 500;
  return Math.min(longestWindowMs, Math.max(shortestWindowMs, wanted));
}

/**
 * One moment a second, or a single one where a tag was heard for less. The floor is the one whose readers hear best.
 * @param zoneAt zone of a true place, -1 outside all, null where no zones are known
 */
export function epochsOf(
  track: DataTrack,
  windowMs: number,
  floorOfReader: ArrayLike<number>,
  zoneAt: (place: Place, room: string | null, floor: number) => number | null,
): Epoch[] {
  const { timesMs } = track.readings;
  const firstMs = timesMs[0];
  const lastMs = timesMs[timesMs.length - 1];
  const moments: number[] = [];
  for (let at = firstMs + fixEveryMs; at <= lastMs; at += fixEveryMs) moments.push(at);
  if (moments.length === 0) moments.push(lastMs);
  const window = createWindow();
  const levels = levelsOf(track);
  let floor = -1;
  return moments.flatMap((atMs): Epoch[] => {
    aggregateWindow(levels.readers, levels.levelsDbm, timesMs, timesMs.length, atMs - windowMs, atMs, window);
    if (window.count === 0) return [];
    floor = chooseFloor(floorOfReader, window, floor);
    const heard: HeardLevels = {
      count: window.count,
      readers: window.readers.slice(0, window.count),
      levelsDbm: window.levelsDbm.slice(0, window.count),
      packets: window.packets.slice(0, window.count),
    };
    const truth = truthAt(track.truth, atMs);
    const index = truthIndex(track, atMs);
    const truthFloor = track.truth.floor[index];
    return [
      {
        atMs,
        heard,
        ofFloor: partOf(heard, (reader) => floorOfReader[reader] === floor),
        floor,
        truth,
        truthFloor,
        truthZone: truth ? zoneAt(truth, track.truth.room[index], truthFloor) : null,
        counts: truth !== null && (atMs - firstMs >= windowMs || lastMs - firstMs < windowMs),
      },
    ];
  });
}

function partOf(heard: HeardLevels, keep: (reader: number) => boolean): HeardLevels {
  const kept = Array.from({ length: heard.count }, (_, i) => i).filter((i) => keep(heard.readers[i]));
  if (kept.length === heard.count) return heard;
  const column = (values: ArrayLike<number>) => kept.map((i) => values[i]);
  return {
    count: kept.length,
    readers: column(heard.readers),
    levelsDbm: column(heard.levelsDbm),
    packets: column(heard.packets),
  };
}

function truthIndex({ truth }: DataTrack, atMs: number): number {
  const next = truth.timesMs.findIndex((time) => time > atMs);
  return next < 0 ? truth.timesMs.length - 1 : Math.max(0, next - 1);
}
