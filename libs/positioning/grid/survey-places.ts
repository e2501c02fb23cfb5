import type { SurveyTrack } from '../survey.js';
import { truthAt } from '../truth.js';
import { aggregateWindow, createWindow } from '../window.js';
import type { CensoredLevels } from './censored-levels.js';
import type { PlacedLevel } from './fit-level-model.js';
import { usualPacketSigmaDb } from './level-maps.js';

/** Windows heard within the same square of this side are one place: shadowing is alike there, metres. */
const placeM = 0.5;
/** The usual packet spread counts as much as this many windows. */
const priorWindows = 20;
/** Packets further apart than this do not follow one another, ms. */
const longestStepMs = 2000;

interface Sum {
  reader: number;
  place: string;
  x: number;
  y: number;
  level: number;
  squares: number;
  packets: number;
  windows: number;
}

export interface Survey {
  /** The mean level of each reader at each place. */
  levels: PlacedLevel[];
  /** The place of each level, by number from 0. */
  places: number[];
  /** Variance of a single packet around its place's level, dB squared. */
  packetVarianceDb2: number;
  /** Variance between packets that follow one another: what fades while nothing moves, dB squared. */
  fadingVarianceDb2: number;
  /** Where readers heard nothing, if that was looked at. */
  censored?: CensoredLevels;
}

/**
 * Turns tracks with known truth into levels at places: one level per reader and window, exactly as the running
 * engine makes them, then the mean of each reader in each square of half a metre, so that a long stop does not outweigh
 * a short one.
 */
export function surveyPlaces(tracks: readonly SurveyTrack[], windowMs: number): Survey {
  const window = createWindow();
  const sums = new Map<string, Sum>();
  for (const { readings, truth } of tracks) {
    const { timesMs } = readings;
    const lastMs = timesMs[timesMs.length - 1];
    for (let fromMs = timesMs[0] - 1; fromMs < lastMs; fromMs += windowMs) {
      const toMs = fromMs + windowMs;
      // The window's levels belong to the middle of what it holds.
      const at = truthAt(truth, (Math.max(fromMs, timesMs[0]) + Math.min(toMs, lastMs)) / 2);
      if (at === null) continue;
      aggregateWindow(readings.readers, readings.levelsDbm, timesMs, timesMs.length, fromMs, toMs, window);
      const place = `${Math.floor(at.x / placeM)}:${Math.floor(at.y / placeM)}`;
      for (let slot = 0; slot < window.count; slot++) {
        const reader = window.readers[slot];
        const key = `${reader}:${place}`;
        let sum = sums.get(key);
        if (!sum) {
          sum = { reader, place, x: 0, y: 0, level: 0, squares: 0, packets: 0, windows: 0 };
          sums.set(key, sum);
        }
        const level = window.levelsDbm[slot];
        sum.x += at.x;
        sum.y += at.y;
        sum.level += level;
        sum.squares += level * level;
        sum.packets += window.packets[slot];
        sum.windows++;
      }
    }
  }
  const numberOf = new Map<string, number>();
  const survey: Survey = { levels: [], places: [], packetVarianceDb2: 0, fadingVarianceDb2: fadingVariance(tracks) };
  let squares = priorWindows * usualPacketSigmaDb ** 2;
  let free = priorWindows;
  for (const { reader, place, x, y, level, squares: own, packets, windows } of sums.values()) {
    if (!numberOf.has(place)) numberOf.set(place, numberOf.size);
    survey.places.push(numberOf.get(place)!);
    survey.levels.push({ reader, x: x / windows, y: y / windows, levelDbm: level / windows });
    // Within one place windows differ by the fading of their packets: variance times packets is that of one.
    squares += Math.max(0, own - (level * level) / windows) * (packets / windows);
    free += windows - 1;
  }
  survey.packetVarianceDb2 = squares / free;
  return survey;
}

/** Half the mean squared step from one packet of a reader to its next (von Neumann 1941): slow changes cancel out. */
function fadingVariance(tracks: readonly SurveyTrack[]): number {
  let squares = priorWindows * usualPacketSigmaDb ** 2;
  let steps = priorWindows;
  for (const { readings } of tracks) {
    const last = new Map<number, number>();
    for (let i = 0; i < readings.timesMs.length; i++) {
      const before = last.get(readings.readers[i]);
      last.set(readings.readers[i], i);
      if (before === undefined || readings.timesMs[i] - readings.timesMs[before] > longestStepMs) continue;
      squares += (readings.levelsDbm[i] - readings.levelsDbm[before]) ** 2 / 2;
      steps++;
    }
  }
  return squares / steps;
}
