import { join } from 'node:path';
import {
  type RecordedReader,
  type RecordingMeta,
  recordedReaderSchema,
  recordedReadingSchema,
  recordedTruthSchema,
  recordingMetaSchema,
  strongestPossibleDbm,
} from '#contracts/recording';
import { eachLine, readJson } from '../recordings/recorded-files.js';

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
  const meta = await readJson(join(folder, 'meta.json'), recordingMetaSchema);
  const readers = await readJson(join(folder, 'readers.json'), recordedReaderSchema.array().min(1));
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

  await eachLine(join(folder, 'readings.jsonl'), recordedReadingSchema, (line, place) => {
    const reader = indexOf.get(line.reader);
    if (reader === undefined) throw new Error(`${place}: reader ${line.reader} is not in readers.json`);
    if (line.rssi > strongestPossibleDbm) return;
    const { readings } = trackOf(line.tag);
    ascending(readings.timesMs, line.t_ms, place);
    readings.readers.push(reader);
    readings.levelsDbm.push(line.rssi);
    readings.timesMs.push(line.t_ms);
  });
  await eachLine(join(folder, 'truth.jsonl'), recordedTruthSchema, (line, place) => {
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
