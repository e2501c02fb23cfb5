import { z } from 'zod';

/** The most readings one request may carry; more is answered 400 and asks to be split. */
export const maxReadingsPerBatch = 5000;
/** The largest request body after decompression. */
export const maxBatchBytes = 1024 * 1024;

export const deviceKey = z
  .string('must be text')
  .min(1, 'must not be empty')
  .max(128, 'must have at most 128 characters');

/** A moment: milliseconds since 1970 UTC, or ISO 8601 with an offset. */
export const moment = z.union(
  [z.int(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))],
  'must be milliseconds since 1970 or an ISO 8601 time with an offset',
);

/** The longest distance that a reader may report, metres; ultra-wideband and time of flight end well before. */
export const maxRangeM = 300;

/** One reader heard one tag once, and measured either how loud it was or how far away. */
export const readingSchema = z
  .object({
    readerKey: deviceKey,
    antenna: z.int().min(0).max(255).optional(),
    tagKey: deviceKey,
    rssiDbm: z
      .number('must be a number in dBm')
      .min(-127, 'must be -127 dBm or more')
      .max(20, 'must be 20 dBm or less')
      .optional(),
    /** Measured distance (ultra-wideband, time of flight), metres. */
    rangeM: z
      .number('must be a number in metres')
      .min(0, 'must be 0 m or more')
      .max(maxRangeM, `must be ${maxRangeM} m or less`)
      .optional(),
    observedAt: moment,
  })
  .refine(({ rssiDbm, rangeM }) => rssiDbm !== undefined || rangeM !== undefined, {
    path: ['rssiDbm'],
    error: 'must be a number in dBm; a reader that measures distances sends rangeM in its place',
  })
  .refine(({ rssiDbm, rangeM }) => rssiDbm === undefined || rangeM === undefined, {
    path: ['rangeM'],
    error: 'must not stand beside rssiDbm; send two readings when both were measured',
  });
export type Reading = z.infer<typeof readingSchema>;

/**
 * The body of POST /api/v1/readings. Its readings are checked one by one with `readingSchema`, so that one
 * bad reading does not refuse the others. `sentAt` is the sender's clock at sending; from it the
 * sender's clock error is measured and taken out of `observedAt`. It must be read anew for each attempt: a
 * batch that waited and is sent again with its first `sentAt` looks like the batch of a clock that is behind,
 * gets other times and is not recognised as a repetition.
 */
export const readingBatchSchema = z.object({
  sentAt: moment.optional(),
  readings: z
    .array(z.unknown(), 'must be a list of readings')
    .min(1, 'must have at least one reading')
    .max(maxReadingsPerBatch, `must have at most ${maxReadingsPerBatch} readings; send more requests instead`),
});

/** The same as senders read it: every reading as it should be. */
export const sentReadingsSchema = readingBatchSchema.extend({
  readings: z.array(readingSchema).min(1).max(maxReadingsPerBatch),
});

export const rejectedReadingSchema = z.object({
  /** Place in the sent list, from 0. */
  index: z.int(),
  /** The field that was wrong, or '' for the whole reading. */
  field: z.string(),
  reason: z.string(),
});
export type RejectedReading = z.infer<typeof rejectedReadingSchema>;

/** The answer 202: what was accepted is in the queue and durable. */
export const readingsAcceptedSchema = z.object({
  accepted: z.int(),
  rejected: z.array(rejectedReadingSchema),
  /** Well-formed readings of readers or tags that nobody has registered; counted for the unassigned screen. */
  ignored: z.object({ unknownReader: z.int(), unknownTag: z.int() }),
});
export type ReadingsAccepted = z.infer<typeof readingsAcceptedSchema>;

const macLike = /^(?:[0-9a-f]{2}[:-]?){5}[0-9a-f]{2}$/i;

/** One spelling for each tag and reader key: MAC addresses lose their separators and capitals, other keys stay. */
export function normaliseKey(key: string): string {
  const trimmed = key.trim();
  return macLike.test(trimmed) ? trimmed.replace(/[:-]/g, '').toLowerCase() : trimmed;
}
