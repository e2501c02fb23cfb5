import { z } from 'zod';
import { radioSchema } from './floorplan.js';

/** What was learnt of the radio on one floor: all the engine needs besides the plan. Lengths in metres. */
export const floorCalibrationSchema = z.object({
  /** The law of each reader that hears tags on this floor; readers left out keep the values of the plan. */
  readers: z.array(radioSchema.extend({ readerId: z.int() })),
  /** Loss of a wall whose own loss the plan does not state, dB. */
  wallLossDb: z.number().min(0).max(30),
  /** Exponent of the likelihood with which the 90 % ellipse holds 90 %. */
  likelihoodExponent: z.number().min(0.1).max(3),
  /** Spread of single packets around the level of a long stay, and from one packet to the next, dB squared. */
  packetVarianceDb2: z.number().min(0).max(400),
  fadingVarianceDb2: z.number().min(0).max(400),
  /** Level at which readers hear half of the packets; null or absent: not known, and silence says nothing. */
  hearingFloorDbm: z.number().min(-127).max(0).nullish(),
  /** Mean level of a reader at a surveyed place; with `kernel` it corrects what path loss and walls foretell. */
  survey: z.array(z.object({ readerId: z.int(), x: z.number(), y: z.number(), levelDbm: z.number() })),
  /** Shadowing that the survey found: correlation length, spread and noise of a sample; null: too few places. */
  kernel: z
    .object({ lengthM: z.number().positive(), spreadDb: z.number().min(0), noiseDb: z.number().positive() })
    .nullable(),
});
export type FloorCalibration = z.infer<typeof floorCalibrationSchema>;

/** A survey stop takes this long unless the person ends it before, milliseconds. */
export const stopLengthMs = 30_000;
/** A stop with fewer packets in all, or fewer readers, is not used. */
export const fewestPackets = 8;
export const fewestReaders = 3;

/** Levels of one window, by reader; packets behind each. `at` in milliseconds since 1970 UTC. */
export const placedWindowSchema = z.object({
  at: z.number(),
  readerIds: z.array(z.int()),
  levelsDbm: z.array(z.number()),
  packets: z.array(z.int()),
});
export type PlacedWindow = z.infer<typeof placedWindowSchema>;

/** What was heard of a tag at one known place, as it is stored. */
export const placeLevelsSchema = z.object({
  windows: z.array(placedWindowSchema),
  /** Half the summed squares of steps from one packet of a reader to its next, dB squared, and how many steps. */
  stepSquares: z.number(),
  steps: z.int(),
});
export type PlaceLevels = z.infer<typeof placeLevelsSchema>;

/** Where a calibration came from: survey stops, ordinary traffic, or reference tags alone (readers that transmit are such). */
export const calibrationSources = ['walk', 'traffic', 'readers'] as const;
export type CalibrationSource = (typeof calibrationSources)[number];
/** active: in use; retired: was in use; refused: was not better than the one in use; candidate: not decided. */
export const calibrationStates = ['candidate', 'active', 'retired', 'refused'] as const;
export type CalibrationState = (typeof calibrationStates)[number];

/** How well a calibration foretells samples that took no part in making it. */
export const heldOutScoreSchema = z.object({
  /** Mean log-likelihood of one held-out sample (a level at a place, or a window of traffic); more is better. */
  logLikelihood: z.number(),
  samples: z.int(),
  /** Mean distance between told and true place over held-out stops, metres; null without stops. */
  errorM: z.number().nullable(),
  stops: z.int(),
  /** Of so many one-tap room labels this share was told right; null without labels. */
  roomsRight: z.number().nullable(),
  rooms: z.int(),
});
export type HeldOutScore = z.infer<typeof heldOutScoreSchema>;

export const calibrationVersionSchema = z.object({
  id: z.int(),
  floorId: z.int(),
  /** Counted up for each floor from 1. */
  version: z.int(),
  source: z.enum(calibrationSources),
  state: z.enum(calibrationStates),
  /** Why it is in this state, in plain words. */
  reason: z.string(),
  score: heldOutScoreSchema.nullable(),
  /** The version it was compared with on the same samples; null: the values of the floor plan. */
  comparedVersion: z.int().nullable(),
  comparedScore: heldOutScoreSchema.nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  activatedAt: z.iso.datetime().nullable(),
  activatedBy: z.string().nullable(),
});
export type CalibrationVersion = z.infer<typeof calibrationVersionSchema>;

/** open: readings are being gathered; usable: takes part in fits; unusable: `detail` says why. */
export const stopStates = ['open', 'usable', 'unusable'] as const;
export type StopState = (typeof stopStates)[number];

export const surveyStopSchema = z.object({
  id: z.int(),
  walkId: z.int(),
  /** Metres in the floor's frame. */
  x: z.number(),
  y: z.number(),
  zoneId: z.int().nullable(),
  zoneName: z.string().nullable(),
  from: z.iso.datetime(),
  /** When it ended; of an open stop, when it will end by itself. */
  to: z.iso.datetime(),
  state: z.enum(stopStates),
  /** In plain words: what was heard, or why the stop is not used. */
  detail: z.string(),
  packets: z.int(),
  /** Mean level of each reader, strongest first; empty while open. */
  levels: z.array(z.object({ readerId: z.int(), readerName: z.string(), levelDbm: z.number(), packets: z.int() })),
});
export type SurveyStop = z.infer<typeof surveyStopSchema>;

/** Where a person should go next, and why. */
export const nextStopSchema = z.object({
  x: z.number(),
  y: z.number(),
  zoneId: z.int(),
  zoneName: z.string(),
  /** Share of the whole map that this stop would make known, 0 to 1. */
  gain: z.number(),
});
export type NextStop = z.infer<typeof nextStopSchema>;

export const surveyProgressSchema = z.object({
  /** Usable stops of the floor, of all its walks. */
  usableStops: z.int(),
  /** About so many stops in all are worth the walk; never fewer than there are. */
  worthwhileStops: z.int(),
  /** Share of the radio map that the stops make known, 0 to 1: what shadowing is explained where readers reach. */
  knownShare: z.number(),
  /** Mean error at held-out stops by the newest fit: with what was in use before, and with the fit; metres. */
  heldOutError: z.object({ beforeM: z.number(), afterM: z.number() }).nullable(),
});
export type SurveyProgress = z.infer<typeof surveyProgressSchema>;

/** GET /api/v1/walks/:walkId?skipZones=3,8 (rooms that cannot be entered now); also the answer to a change of a walk. */
export const walkQuerySchema = z.object({
  skipZones: z
    .string()
    .regex(/^(\d{1,9}(,\d{1,9}){0,199})?$/, 'must be zone ids with commas between')
    .default('')
    .transform((text) => (text === '' ? [] : text.split(',').map(Number))),
});
export const surveyWalkSchema = z.object({
  id: z.int(),
  floorId: z.int(),
  /** The carried tag; null for a survey that came from a recording. */
  tagId: z.int().nullable(),
  tagKey: z.string().nullable(),
  assetName: z.string().nullable(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Oldest first. */
  stops: z.array(surveyStopSchema),
  /** The most useful next place; null when the floor has no zones or everything is known. */
  next: nextStopSchema.nullable(),
  progress: surveyProgressSchema,
});
export type SurveyWalk = z.infer<typeof surveyWalkSchema>;

/** POST /api/v1/floors/:floorId/calibration/walks: one of tagId, tagKey and assetId names the carried tag. Answers the walk. */
export const startWalkSchema = z
  .object({ tagId: z.int().positive(), tagKey: z.string().min(1).max(128), assetId: z.int().positive() })
  .partial()
  .refine(
    (given) => Object.values(given).filter((value) => value !== undefined).length === 1,
    'must name the carried tag by exactly one of tagId, tagKey and assetId',
  );
export type StartWalk = z.infer<typeof startWalkSchema>;

/** POST /api/v1/walks/:walkId/stops: "I am here". Answers the open stop (201). */
export const openStopSchema = z.object({
  x: z.number().min(-10_000).max(10_000),
  y: z.number().min(-10_000).max(10_000),
});
export type OpenStop = z.infer<typeof openStopSchema>;

/*
 * POST /api/v1/stops/:stopId/finish   no body; answers the stop, usable or not, once its readings are in (some seconds)
 * DELETE /api/v1/stops/:stopId        undo; 204
 * POST /api/v1/walks/:walkId/finish   no body; answers the walk
 * POST /api/v1/floors/:floorId/calibration/fit       no body; answers the version it made (201), active or refused
 * POST /api/v1/calibrations/:calibrationId/activate  no body; answers the version
 * POST /api/v1/floors/:floorId/calibration/rollback  no body; answers the version that is active now, or null: the plan
 */
export const rolledBackSchema = z.object({ active: calibrationVersionSchema.nullable() });

/** What the drift watch found wrong with a reader. */
export const readerFlagKinds = ['weaker', 'stronger', 'moved', 'swapped', 'wrong-floor'] as const;
export type ReaderFlagKind = (typeof readerFlagKinds)[number];
export const readerFlagSchema = z.object({
  readerId: z.int(),
  readerName: z.string(),
  kind: z.enum(readerFlagKinds),
  /** In plain words: what is seen and what to look at. */
  detail: z.string(),
  /** Mean of seen minus expected level over ordinary traffic, dB. */
  residualDb: z.number(),
  windows: z.int(),
  /** moved: where it seems to hang. */
  betterPlace: z.object({ x: z.number(), y: z.number() }).nullable(),
  /** swapped: with which reader; wrong-floor: on which floor it seems to be. */
  otherReaderId: z.int().nullable(),
  otherFloorId: z.int().nullable(),
  since: z.iso.datetime(),
});
export type ReaderFlag = z.infer<typeof readerFlagSchema>;

/** GET /api/v1/floors/:floorId/calibration */
export const floorCalibrationViewSchema = z.object({
  floorId: z.int(),
  /** Null: the values of the floor plan are in use. */
  active: calibrationVersionSchema.nullable(),
  /** Newest first. */
  versions: z.array(calibrationVersionSchema),
  walks: z.array(
    z.object({
      id: z.int(),
      tagKey: z.string().nullable(),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable(),
      stops: z.int(),
    }),
  ),
  /** Of all walks of the last twelve months, oldest first. */
  stops: z.array(surveyStopSchema),
  progress: surveyProgressSchema,
  roomLabels: z.int(),
  /** Windows of ordinary traffic that are kept for learning and for the watch over readers. */
  trafficWindows: z.int(),
  flags: z.array(readerFlagSchema),
  /** When readers were last looked at; null: not yet. */
  watchedAt: z.iso.datetime().nullable(),
});
export type FloorCalibrationView = z.infer<typeof floorCalibrationViewSchema>;

/** POST /api/v1/room-labels: "this tag is in this room now". Answers 201 with what was noted. */
export const roomLabelSchema = z
  .object({ tagId: z.int().positive().optional(), assetId: z.int().positive().optional(), zoneId: z.int().positive() })
  .refine(
    (given) => (given.tagId === undefined) !== (given.assetId === undefined),
    'must name the thing by exactly one of tagId and assetId',
  );
export type RoomLabel = z.infer<typeof roomLabelSchema>;
export const roomLabelNotedSchema = z.object({
  id: z.int(),
  tagId: z.int(),
  zoneId: z.int(),
  at: z.iso.datetime(),
  /** Packets of the last seconds that were noted with it. */
  packets: z.int(),
});

/** GET /api/v1/floors/:floorId/heard-tags: registered tags heard in the last seconds, strongest first. */
export const heardTagsSchema = z.object({
  /** How far back was looked, seconds. */
  seconds: z.number(),
  tags: z.array(
    z.object({
      tagId: z.int(),
      tagKey: z.string(),
      assetId: z.int().nullable(),
      assetName: z.string().nullable(),
      /** The strongest level, and the reader of this floor that heard it. */
      levelDbm: z.number(),
      readerId: z.int(),
      readerName: z.string(),
      lastHeardAt: z.iso.datetime(),
      packets: z.int(),
      /** How many readers of this floor heard it. */
      readers: z.int(),
    }),
  ),
});
export type HeardTags = z.infer<typeof heardTagsSchema>;

/** GET /api/v1/floors/:floorId/reference-tags; PUT and DELETE /api/v1/reference-tags/:tagKey */
export const putReferenceTagSchema = z.object({
  floorId: z.int().positive(),
  x: z.number(),
  y: z.number(),
  /** Height above the floor, metres. */
  z: z.number().min(-10).max(100),
});
export type PutReferenceTag = z.infer<typeof putReferenceTagSchema>;
export const referenceTagSchema = putReferenceTagSchema.extend({
  tagId: z.int(),
  tagKey: z.string(),
  /** Readers that have heard it so far. */
  readers: z.int(),
  heardAt: z.iso.datetime().nullable(),
});
export type ReferenceTag = z.infer<typeof referenceTagSchema>;
export const referenceTagsSchema = z.object({ tags: z.array(referenceTagSchema) });
