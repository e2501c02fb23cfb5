import type { Reading } from '#contracts/readings';
import type { RecordedTrack } from './recording.js';

/** A recorded track moved in time and given the name it goes by in the running system. */
export interface Playback {
  track: RecordedTrack;
  tagKey: string;
  /** Added to the recording's times; whole seconds, so that readings stay together in the seconds they were in. */
  shiftMs: number;
}

/** The shift after which a track ends at `endMs` at the latest, and less than a second before. */
export function shiftToEndAt(track: RecordedTrack, endMs: number): number {
  const { timesMs } = track.readings;
  return Math.floor((endMs - timesMs[timesMs.length - 1]) / 1000) * 1000;
}

/** The shift with which a track begins at `startMs` at the earliest, and less than a second later. */
export function shiftToStartAt(track: RecordedTrack, startMs: number): number {
  return Math.ceil((startMs - track.readings.timesMs[0]) / 1000) * 1000;
}

export function durationMs(track: RecordedTrack): number {
  const { timesMs } = track.readings;
  return timesMs[timesMs.length - 1] - timesMs[0];
}

/** The readings observed after `afterMs` and up to `throughMs` (shifted time), in order of time. */
export function readingsBetween(
  playbacks: readonly Playback[],
  readerKeys: readonly string[],
  afterMs: number,
  throughMs: number,
): Reading[] {
  const readings: Reading[] = [];
  for (const { track, tagKey, shiftMs } of playbacks) {
    const { timesMs, readers, levelsDbm } = track.readings;
    for (let i = firstAfter(timesMs, afterMs - shiftMs); i < timesMs.length; i++) {
      const observedAt = timesMs[i] + shiftMs;
      if (observedAt > throughMs) break;
      readings.push({ readerKey: readerKeys[readers[i]], tagKey, rssiDbm: levelsDbm[i], observedAt });
    }
  }
  return readings.sort((a, b) => a.observedAt - b.observedAt);
}

function firstAfter(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cuts a list into pieces of at most `size`. */
export function pieces<T>(list: readonly T[], size: number): T[][] {
  const cut: T[][] = [];
  for (let i = 0; i < list.length; i += size) cut.push(list.slice(i, i + size));
  return cut;
}
