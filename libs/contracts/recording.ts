import { z } from 'zod';

/**
 * A recording: what the readers of one floor really heard, with the truth beside it. A folder with `meta.json`,
 * `readers.json`, `readings.jsonl.gz` and `truth.jsonl.gz` (one object a line). Lengths in metres in the floor's
 * frame, times in milliseconds since 1970 UTC. A "tag" is one track or survey stop of the recording.
 */
export const recordedReaderSchema = z.object({ id: z.string().min(1), x: z.number(), y: z.number(), z: z.number() });

export const recordedReadingSchema = z.object({
  t_ms: z.int(),
  reader: z.string().min(1),
  tag: z.string().min(1),
  rssi: z.number().min(-127).max(127),
});
/** A stronger level cannot be: Bluetooth's range ends here, and 127 means "unknown". Recordings keep such slips. */
export const strongestPossibleDbm = 20;

/** Where the tag really was; between two lines it moved straight. */
export const recordedTruthSchema = z.object({ t_ms: z.int(), tag: z.string().min(1), x: z.number(), y: z.number() });

export const recordingMetaSchema = z.object({
  name: z.string().min(1),
  source: z.string(),
  commit: z.string(),
  license: z.string(),
  /** minX, minY, maxX, maxY */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Height of the tags above the floor. */
  tagZ: z.number(),
  /** Which tags are for what: `train` for calibration, the others for tests. */
  splits: z.record(z.string(), z.array(z.string().min(1))),
  /** Centres of the square cells one can walk on. */
  grid: z.object({ cell: z.number().positive(), free: z.array(z.tuple([z.number(), z.number()])) }).optional(),
});
export type RecordingMeta = z.infer<typeof recordingMetaSchema>;
export type RecordedReader = z.infer<typeof recordedReaderSchema>;
