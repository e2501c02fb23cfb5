import { z } from 'zod';
import { deviceKey, moment, rejectedReadingSchema } from './readings.js';

/** The most positions one request may carry; more is answered 400 and asks to be split. */
export const maxReadyMadePerBatch = 5000;

const placeKey = z.string('must be text').min(1, 'must not be empty').max(128, 'must have at most 128 characters');
const metres = z.number('must be a number in metres');

/** A place that another engine (ultra-wideband, angle of arrival, infrared) has computed for a tag. */
export const readyMadePositionSchema = z.object({
  tagKey: deviceKey,
  /** Site and building are needed where another floor of the house has the same key. */
  siteKey: placeKey.optional(),
  buildingKey: placeKey.optional(),
  floorKey: placeKey,
  /** Metres in the frame of the floor's plan. */
  x: metres,
  y: metres,
  /**
   * Radius of the circle that holds the tag in nine of ten cases, metres. An engine that knows one standard
   * deviation of an axis sends 2.146 times that (Rayleigh distribution: the square root of 2 ln 10).
   */
  accuracyM: metres.min(0.01, 'must be 0.01 m or more').max(1000, 'must be 1000 m or less'),
  observedAt: moment,
  /** Who computed it; shown where people ask about unknown tags. */
  engine: z.string().trim().min(1).max(64).optional(),
});

/**
 * The body of POST /api/v1/positions. Its positions are checked one by one with `readyMadePositionSchema`;
 * `sentAt` as with readings.
 */
export const readyMadeBatchSchema = z.object({
  sentAt: moment.optional(),
  positions: z
    .array(z.unknown(), 'must be a list of positions')
    .min(1, 'must have at least one position')
    .max(maxReadyMadePerBatch, `must have at most ${maxReadyMadePerBatch} positions; send more requests instead`),
});

/** The same as senders read it: every position as it should be. */
export const sentPositionsSchema = readyMadeBatchSchema.extend({
  positions: z.array(readyMadePositionSchema).min(1).max(maxReadyMadePerBatch),
});

/** The answer 202: what was accepted is in the queue and durable. */
export const positionsAcceptedSchema = z.object({
  accepted: z.int(),
  rejected: z.array(rejectedReadingSchema),
  /** Well-formed positions of tags that nobody has registered; counted for the unassigned screen. */
  ignored: z.object({ unknownTag: z.int() }),
});
export type PositionsAccepted = z.infer<typeof positionsAcceptedSchema>;
