import { z } from 'zod';
import { pointSchema } from './geometry.js';

/**
 * A recording for accuracy measurements: a folder with `meta.json`, `readers.json`, `readings.jsonl` and `truth.jsonl`
 * (or both as `.jsonl.gz`). Wider than the recordings that are shipped: heights, walls, rooms, floors and walkable
 * cells where they are known, levels (`rssi`, dBm) or distances (`range_m`). Metres, milliseconds since 1970 UTC.
 */
const polyline = z.array(pointSchema).min(2);
const segment = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const wall = z.object({ points: polyline, lossDb: z.number().min(0).max(60).optional() });

export const accuracyMetaSchema = z.object({
  name: z.string().min(1),
  license: z.string().optional(),
  /** minX, minY, maxX, maxY */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Height of the tags above the floor, where it is known. */
  tagZ: z.number().nullish(),
  /** Which tags are for what: those named `train...` for calibration, the others for tests. */
  splits: z.record(z.string(), z.array(z.string().min(1))),
  /** One polyline, several, single segments [x0, y0, x1, y1], or walls with their own loss. */
  walls: z.union([polyline, z.array(polyline), z.array(segment), z.array(wall), z.array(z.never())]).nullish(),
  rooms: z
    .array(z.object({ id: z.string().min(1), floor: z.number().nullish(), poly: z.array(pointSchema).min(3) }))
    .nullish(),
  /** Centres of the square cells one can walk on. */
  grid: z.object({ cell: z.number().positive(), free: z.array(pointSchema) }).nullish(),
});
export type AccuracyMeta = z.infer<typeof accuracyMetaSchema>;

export const accuracyReaderSchema = z.object({
  id: z.string().min(1),
  x: z.number(),
  y: z.number(),
  z: z.number().nullish(),
  floor: z.number().default(0),
});
export type AccuracyReader = z.infer<typeof accuracyReaderSchema>;

const readingBase = { t_ms: z.number(), reader: z.string().min(1), tag: z.string().min(1) };
export const accuracyReadingSchema = z.union([
  z.object({ ...readingBase, rssi: z.number() }),
  z.object({ ...readingBase, range_m: z.number() }),
]);

export const accuracyTruthSchema = z.object({
  t_ms: z.number(),
  tag: z.string().min(1),
  x: z.number(),
  y: z.number(),
  floor: z.number().default(0),
  room: z.string().nullish(),
});

/** Figures of one method; metres and shares of 1. Null: the recording cannot tell. */
export interface MethodFigures {
  mean: number;
  median: number;
  p90: number;
  p95: number;
  zoneAccuracy: number | null;
  falseZoneChanges: number | null;
  stillStepMedian: number | null;
  coverage90: number | null;
  solvesPerSecond: number;
}

/** What `wardmap accuracy` finds on one recording; the engine under test is called `wardmap`. */
export interface AccuracyResult {
  set: string;
  splits: { train: string[]; test: string[] };
  fixes: number;
  methods: Record<string, MethodFigures>;
  /** How often zones told with about this probability were right. */
  zoneReliability: { from: number; to: number; fixes: number; right: number }[] | null;
  /** Share of fixes on the right floor; null where there is only one. */
  floorAccuracy?: number | null;
  /** The same by test split, where there are several. */
  parts?: AccuracyResult[];
}

/** Figures of one method over the simulated hospital: what is told, looked at once a second. Metres, shares of 1. */
export interface SimulatedFigures {
  looks: number;
  mean: number;
  median: number;
  p90: number;
  p95: number;
  rightRoom: number;
  rightFloor: number;
  /** Share of truth in the told 90 % ellipse and circle; null for methods that tell none. */
  ellipse90: number | null;
  circle90: number | null;
  falseZoneChanges: number;
  /** Changes of the told floor or zone of tags that had been still for half a minute. */
  stillFloorChanges: number;
  stillZoneChanges: number;
  zoneReliability: AccuracyResult['zoneReliability'];
}

/** What `wardmap accuracy --simulated` finds: never to be shown without the word simulated. */
export interface SimulatedResult {
  simulated: true;
  seed: number;
  spacing: number | 'drawn';
  readersPerFloor: number[];
  assets: number;
  /** Minutes that count, and those before them. */
  minutes: number;
  warmUpMinutes: number;
  /** What the engine knew of the radio: nothing, the plan's values, or a walk-through. */
  calibration: 'none' | 'plan' | 'walk';
  stopsPerFloor: number;
  outages: string;
  /** Share of looks at which nothing live was told. */
  notLiveShare: number;
  /** Readings worked in by the whole pipeline, a second of one core. */
  stepsPerSecond: number;
  methods: Record<string, Record<'all' | 'moving' | 'still', SimulatedFigures>>;
}
