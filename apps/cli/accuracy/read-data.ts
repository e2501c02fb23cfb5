import { join } from 'node:path';
import {
  type AccuracyMeta,
  type AccuracyReader,
  accuracyMetaSchema,
  accuracyReaderSchema,
  accuracyReadingSchema,
  accuracyTruthSchema,
} from '#contracts/accuracy';
import type { Point } from '#contracts/geometry';
import { strongestPossibleDbm } from '#contracts/recording';
import type { Wall } from '#floorplan/walls';
import { eachLine, readJson } from '../recordings/recorded-files.js';

/** One recorded tag: readings and truth, each in order of time. `values` are dBm, or metres for ranges. */
export interface DataTrack {
  name: string;
  readings: { readers: number[]; values: number[]; timesMs: number[] };
  truth: { timesMs: number[]; x: number[]; y: number[]; floor: number[]; room: (string | null)[] };
}

export interface DataSet {
  meta: AccuracyMeta;
  kind: 'levels' | 'ranges';
  readers: AccuracyReader[];
  walls: Wall[];
  tracks: Map<string, DataTrack>;
}

/**
 * Reads a folder of recorded data.
 * @throws Error naming the file and line of the first thing that is wrong
 */
export async function readData(folder: string): Promise<DataSet> {
  const meta = await readJson(join(folder, 'meta.json'), accuracyMetaSchema);
  const readers = await readJson(join(folder, 'readers.json'), accuracyReaderSchema.array().min(1));
  const indexOf = new Map(readers.map((reader, index) => [reader.id, index]));
  const tracks = new Map<string, DataTrack>();
  const trackOf = (name: string) => {
    let track = tracks.get(name);
    if (!track) {
      track = {
        name,
        readings: { readers: [], values: [], timesMs: [] },
        truth: { timesMs: [], x: [], y: [], floor: [], room: [] },
      };
      tracks.set(name, track);
    }
    return track;
  };
  const kinds = new Set<DataSet['kind']>();
  await eachLine(join(folder, 'readings.jsonl'), accuracyReadingSchema, (line, place) => {
    const reader = indexOf.get(line.reader);
    if (reader === undefined) throw new Error(`${place}: reader ${line.reader} is not in readers.json`);
    const ranged = 'range_m' in line;
    kinds.add(ranged ? 'ranges' : 'levels');
    const value = ranged ? line.range_m : line.rssi;
    // Recordings keep slips: levels stronger than any radio's, 127 for "unknown".
    if (!ranged && (value > strongestPossibleDbm || value < -127)) return;
    const { readings } = trackOf(line.tag);
    ascending(readings.timesMs, line.t_ms, place);
    readings.readers.push(reader);
    readings.values.push(value);
    readings.timesMs.push(line.t_ms);
  });
  await eachLine(join(folder, 'truth.jsonl'), accuracyTruthSchema, (line, place) => {
    const { truth } = trackOf(line.tag);
    ascending(truth.timesMs, line.t_ms, place);
    truth.timesMs.push(line.t_ms);
    truth.x.push(line.x);
    truth.y.push(line.y);
    truth.floor.push(line.floor);
    truth.room.push(line.room ?? null);
  });
  if (kinds.size !== 1)
    throw new Error(`${folder}: readings must be all levels (rssi) or all distances (range_m), and at least one`);
  return { meta, kind: [...kinds][0], readers, walls: wallsOf(meta), tracks };
}

/**
 * The tags of some splits that have readings and truth.
 * @throws Error when a split is missing, or holds nothing
 */
export function tracksOf(data: DataSet, splits: readonly string[]): DataTrack[] {
  const tracks = splits.flatMap((split) => {
    const names = data.meta.splits[split];
    if (!names)
      throw new Error(
        `${data.meta.name} has no split "${split}"; it has ${Object.keys(data.meta.splits).join(', ') || 'none'}`,
      );
    return names
      .map((name) => data.tracks.get(name))
      .filter((track): track is DataTrack => !!track && track.readings.timesMs.length > 0)
      .filter((track) => track.truth.timesMs.length > 0);
  });
  if (tracks.length === 0) throw new Error(`${data.meta.name}: no tag of ${splits.join(', ')} has readings and truth`);
  return tracks;
}

/** Walls in the one form that the engine knows, whichever way the recording writes them. */
function wallsOf({ walls }: AccuracyMeta): Wall[] {
  if (!walls || walls.length === 0) return [];
  const isNumber = (value: unknown): value is number => typeof value === 'number';
  if (walls.every((wall) => Array.isArray(wall) && wall.length === 2 && wall.every(isNumber)))
    return [{ points: walls as unknown as Point[] }];
  return walls.map((wall) => {
    if (!Array.isArray(wall)) return wall as unknown as Wall;
    if (wall.every(isNumber)) {
      const [x0, y0, x1, y1] = wall as unknown as number[];
      return { points: [[x0, y0] as const, [x1, y1] as const] };
    }
    return { points: wall as unknown as Point[] };
  });
}

function ascending(times: number[], next: number, place: string): void {
  if (times.length > 0 && next < times[times.length - 1])
    throw new Error(`${place}: the lines of one tag must be in order of time`);
}
