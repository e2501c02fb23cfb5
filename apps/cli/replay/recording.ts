import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import {
  type RecordedReader,
  type RecordingMeta,
  recordedReaderSchema,
  recordedReadingSchema,
  recordedTruthSchema,
  recordingMetaSchema,
  strongestPossibleDbm,
} from '#contracts/recording';

/** One recorded tag: its readings and its truth, each in order of time. */
export interface RecordedTrack {
  name: string;
  readings: { readers: number[]; levelsDbm: number[]; timesMs: number[] };
  truth: { timesMs: number[]; x: number[]; y: number[] };
}

export interface Recording {
  meta: RecordingMeta;
  readers: RecordedReader[];
  tracks: Map<string, RecordedTrack>;
}

/**
 * Reads a recording folder.
 * @throws Error naming the file and line of the first thing that is wrong
 */
export async function readRecording(folder: string): Promise<Recording> {
  const meta = parse(recordingMetaSchema, await readJson(join(folder, 'meta.json')), join(folder, 'meta.json'));
  const readersFile = join(folder, 'readers.json');
  const readers = parse(recordedReaderSchema.array().min(1), await readJson(readersFile), readersFile);
  const indexOf = new Map(readers.map((reader, index) => [reader.id, index]));
  const tracks = new Map<string, RecordedTrack>();
  const trackOf = (name: string) => {
    let track = tracks.get(name);
    if (!track) {
      track = { name, readings: { readers: [], levelsDbm: [], timesMs: [] }, truth: { timesMs: [], x: [], y: [] } };
      tracks.set(name, track);
    }
    return track;
  };

  await eachLine(join(folder, 'readings.jsonl.gz'), recordedReadingSchema, (line, place) => {
    const reader = indexOf.get(line.reader);
    if (reader === undefined) throw new Error(`${place}: reader ${line.reader} is not in readers.json`);
    if (line.rssi > strongestPossibleDbm) return;
    const { readings } = trackOf(line.tag);
    ascending(readings.timesMs, line.t_ms, place);
    readings.readers.push(reader);
    readings.levelsDbm.push(line.rssi);
    readings.timesMs.push(line.t_ms);
  });
  await eachLine(join(folder, 'truth.jsonl.gz'), recordedTruthSchema, (line, place) => {
    const { truth } = trackOf(line.tag);
    ascending(truth.timesMs, line.t_ms, place);
    truth.timesMs.push(line.t_ms);
    truth.x.push(line.x);
    truth.y.push(line.y);
  });
  return { meta, readers, tracks };
}

/**
 * The recorded tags of a split (`train`, `test_track` ...), each with readings and truth.
 * @throws Error when the split or one of its tags is missing
 */
export function tracksOfSplit(recording: Recording, split: string): RecordedTrack[] {
  const names = recording.meta.splits[split];
  if (!names)
    throw new Error(
      `the recording ${recording.meta.name} has no split "${split}"; it has ${Object.keys(recording.meta.splits).join(', ')}`,
    );
  return names.map((name) => {
    const track = recording.tracks.get(name);
    if (!track || track.readings.timesMs.length === 0 || track.truth.timesMs.length === 0)
      throw new Error(`the recording ${recording.meta.name} lists "${name}" but has no readings or no truth of it`);
    return track;
  });
}

function ascending(times: number[], next: number, place: string): void {
  if (times.length > 0 && next < times[times.length - 1])
    throw new Error(`${place}: the lines of one tag must be in order of time`);
}

async function readJson(file: string): Promise<unknown> {
  if (!existsSync(file)) throw new Error(`${file} is missing; a recording folder needs it`);
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`);
  }
}

async function eachLine<T>(file: string, schema: z.ZodType<T>, take: (line: T, place: string) => void): Promise<void> {
  if (!existsSync(file)) throw new Error(`${file} is missing; a recording folder needs it`);
  const packed = createReadStream(file);
  const lines = createInterface({ input: packed.pipe(createGunzip()), crlfDelay: Infinity });
  let number = 0;
  for await (const text of lines) {
    number++;
    if (text === '') continue;
    const place = `${file} line ${number}`;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      throw new Error(`${place} is not valid JSON`);
    }
    take(parse(schema, value, place), place);
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new Error(`${place}: ${issue.path.join('.') || 'it'} ${issue.message}`);
}
