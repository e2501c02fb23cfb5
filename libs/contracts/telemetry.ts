import { z } from 'zod';
import { deviceKey, moment, rejectedReadingSchema } from './readings.js';

/** The most items one request may carry; more is answered 400 and asks to be split. */
export const maxTelemetryPerBatch = 5000;

/** A battery below this charge is low, percent. */
export const lowBatteryPercent = 20;

/** What a tag says of itself: how full its battery is, in percent, in millivolts, or in both. */
export const telemetrySchema = z
  .object({
    tagKey: deviceKey,
    /** The reader that heard it say so; a key that is for some readers must name one of them. */
    readerKey: deviceKey.optional(),
    /** Charge as the tag itself gives it. */
    batteryPercent: z
      .number('must be a number in percent')
      .min(0, 'must be 0 % or more')
      .max(100, 'must be 100 % or less')
      .optional(),
    /** Voltage; a charge is never made of it, since the curve of the cell is not known. */
    batteryMv: z
      .int('must be a whole number in millivolts')
      .min(1, 'must be 1 mV or more; leave it out when it is not known')
      .max(65_535, 'must be 65535 mV or less')
      .optional(),
    observedAt: moment,
  })
  .refine(({ batteryPercent, batteryMv }) => batteryPercent !== undefined || batteryMv !== undefined, {
    path: ['batteryPercent'],
    error: 'must be a number in percent, or batteryMv a number in millivolts',
  });
export type Telemetry = z.infer<typeof telemetrySchema>;

/** The body of POST /api/v1/telemetry. Items are checked one by one with `telemetrySchema`; `sentAt` as with readings. */
export const telemetryBatchSchema = z.object({
  sentAt: moment.optional(),
  telemetry: z
    .array(z.unknown(), 'must be a list of what tags said')
    .min(1, 'must have at least one item')
    .max(maxTelemetryPerBatch, `must have at most ${maxTelemetryPerBatch} items; send more requests instead`),
});

/** The same as senders read it: every item as it should be. */
export const sentTelemetrySchema = telemetryBatchSchema.extend({
  telemetry: z.array(telemetrySchema).min(1).max(maxTelemetryPerBatch),
});

/** The answer 202: what was accepted is stored, unless something newer of the tag is. */
export const telemetryAcceptedSchema = z.object({
  accepted: z.int(),
  rejected: z.array(rejectedReadingSchema),
  /** Well-formed items of readers that nobody has registered, and of tags that are not registered or beyond the key's readers. */
  ignored: z.object({ unknownReader: z.int(), unknownTag: z.int() }),
});
export type TelemetryAccepted = z.infer<typeof telemetryAcceptedSchema>;
