import type { LabelledLevel } from './fit-path-loss.js';
import { nearestM } from './path-loss.js';
import { type TruthPath, truthAt } from './truth.js';
import { aggregateWindow, createWindow } from './window.js';

/** Levels heard within the same square of this side are one sample: shadowing is alike there, metres. */
const placeM = 0.5;

/** Readings of one tag, column by column in order of time; `readers` are places in the reader table. */
export interface TagReadings {
  readers: ArrayLike<number>;
  levelsDbm: ArrayLike<number>;
  timesMs: ArrayLike<number>;
}

export interface SurveyTrack {
  readings: TagReadings;
  truth: TruthPath;
}

interface Place extends LabelledLevel {
  windows: number;
}

/**
 * Turns tracks with known truth into samples for the path-loss fit: one level per reader and window, exactly as
 * the running engine makes them, then the mean of each reader in each square of half a metre, so that a long stop
 * does not outweigh a short one.
 */
export function surveySamples(
  tracks: readonly SurveyTrack[],
  readers: readonly { x: number; y: number; z: number }[],
  tagHeightM: number,
  windowMs: number,
): LabelledLevel[] {
  const window = createWindow();
  const places = new Map<string, Place>();
  for (const { readings, truth } of tracks) {
    const { timesMs } = readings;
    const lastMs = timesMs[timesMs.length - 1];
    for (let atMs = timesMs[0] + windowMs; atMs <= lastMs + windowMs / 2; atMs += windowMs) {
      // The window's levels belong to its middle.
      const at = truthAt(truth, atMs - windowMs / 2);
      if (at === null) continue;
      aggregateWindow(readings.readers, readings.levelsDbm, timesMs, timesMs.length, atMs - windowMs, atMs, window);
      for (let slot = 0; slot < window.count; slot++) {
        const reader = window.readers[slot];
        const key = `${reader}:${Math.floor(at.x / placeM)}:${Math.floor(at.y / placeM)}`;
        const place = places.get(key) ?? { reader, distanceM: 0, levelDbm: 0, windows: 0 };
        const { x, y, z } = readers[reader];
        place.distanceM += Math.max(nearestM, Math.hypot(at.x - x, at.y - y, tagHeightM - z));
        place.levelDbm += window.levelsDbm[slot];
        place.windows++;
        places.set(key, place);
      }
    }
  }
  return Array.from(places.values(), ({ reader, distanceM, levelDbm, windows }) => ({
    reader,
    distanceM: distanceM / windows,
    levelDbm: levelDbm / windows,
  }));
}
