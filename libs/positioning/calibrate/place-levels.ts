import { type PlaceLevels, type PlacedWindow, fewestPackets, fewestReaders } from '#contracts/calibration';
import { aggregateWindow, createWindow } from '../window.js';

/** A survey is cut into windows of this length, as the running engine looks at a tag, milliseconds. */
export const surveyWindowMs = 4000;
/** Packets further apart than this do not follow one another, ms. */
const longestStepMs = 2000;

/** Readings of one tag, column by column in order of time: milliseconds since 1970 UTC, dBm. */
export interface TagLevels {
  atMs: readonly number[];
  readerIds: readonly number[];
  levelsDbm: readonly number[];
}

/**
 * What was heard of a tag that stayed at one place, window by window, exactly as the running engine makes windows. A last
 * piece of less than half a window is left out, unless it is all there is.
 */
export function levelsAtPlace(readings: TagLevels, fromMs: number, toMs: number): PlaceLevels {
  const window = createWindow();
  const windows: PlacedWindow[] = [];
  const { atMs, readerIds, levelsDbm } = readings;
  for (let from = fromMs; from === fromMs || from + surveyWindowMs / 2 <= toMs; from += surveyWindowMs) {
    const to = Math.min(toMs, from + surveyWindowMs);
    // A reading at the very first moment belongs to the first window.
    aggregateWindow(readerIds, levelsDbm, atMs, atMs.length, from === fromMs ? from - 1 : from, to, window);
    if (window.count > 0)
      windows.push({
        at: to,
        readerIds: Array.from(window.readers.subarray(0, window.count)),
        levelsDbm: Array.from(window.levelsDbm.subarray(0, window.count), twoDigits),
        packets: Array.from(window.packets.subarray(0, window.count)),
      });
  }
  return { windows, ...stepsOf(readings, fromMs, toMs) };
}

/** Half the squared steps from one packet of a reader to its next (von Neumann 1941): slow changes cancel out. */
function stepsOf({ atMs, readerIds, levelsDbm }: TagLevels, fromMs: number, toMs: number) {
  const last = new Map<number, number>();
  let stepSquares = 0;
  let steps = 0;
  for (let i = 0; i < atMs.length; i++) {
    if (atMs[i] < fromMs || atMs[i] > toMs) continue;
    const before = last.get(readerIds[i]);
    last.set(readerIds[i], i);
    if (before === undefined || atMs[i] - atMs[before] > longestStepMs) continue;
    stepSquares += (levelsDbm[i] - levelsDbm[before]) ** 2 / 2;
    steps++;
  }
  return { stepSquares: twoDigits(stepSquares), steps };
}

export interface LevelAtPlace {
  readerId: number;
  levelDbm: number;
  packets: number;
  windows: number;
  /** Sum of squared deviations of the windows from the mean, dB squared. */
  squares: number;
}

/** The mean level of each reader at a place, strongest first. */
export function meanLevels({ windows }: Pick<PlaceLevels, 'windows'>): LevelAtPlace[] {
  const sums = new Map<number, { sum: number; squares: number; packets: number; windows: number }>();
  for (const { readerIds, levelsDbm, packets } of windows)
    readerIds.forEach((id, i) => {
      const own = sums.get(id) ?? { sum: 0, squares: 0, packets: 0, windows: 0 };
      own.sum += levelsDbm[i];
      own.squares += levelsDbm[i] ** 2;
      own.packets += packets[i];
      own.windows++;
      sums.set(id, own);
    });
  return Array.from(sums, ([readerId, own]) => ({
    readerId,
    levelDbm: own.sum / own.windows,
    packets: own.packets,
    windows: own.windows,
    squares: Math.max(0, own.squares - own.sum ** 2 / own.windows),
  })).sort((a, b) => b.levelDbm - a.levelDbm);
}

/** Whether a stop is worth using, with the reason in plain words. */
export function judgeStop(levels: PlaceLevels): { usable: boolean; packets: number; detail: string } {
  const means = meanLevels(levels);
  const packets = means.reduce((sum, own) => sum + own.packets, 0);
  if (packets === 0)
    return { usable: false, packets, detail: 'No reader heard the tag here. Is it switched on, and the right one?' };
  if (means.length < fewestReaders)
    return {
      usable: false,
      packets,
      detail: `Only ${counted(means.length, 'reader')} heard the tag here; a stop needs at least ${fewestReaders}.`,
    };
  if (packets < fewestPackets)
    return {
      usable: false,
      packets,
      detail: `Only ${counted(packets, 'packet')} came from here; a stop needs at least ${fewestPackets}. Stay a little longer.`,
    };
  return { usable: true, packets, detail: `${packets} packets from ${means.length} readers.` };
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function twoDigits(value: number): number {
  return Math.round(value * 100) / 100;
}
