import { z } from 'zod';
import { radioSchema } from './floorplan.js';

/** What was learnt of the radio on one floor: all the engine needs besides the plan. Lengths in metres. */
export const floorCalibrationSchema = z.object({
  /** The law of each reader that hears tags on this floor; readers left out keep the values of the plan. */
  readers: z.array(radioSchema.extend({ readerId: z.int() })),
  /** Loss of a wall whose own loss the plan does not state, dB. */
  wallLossDb: z.number().min(0).max(30),
  /** Exponent of the likelihood with which the 90 % ellipse holds 90 %. */
  likelihoodExponent: z.number().min(0.1).max(2),
  /** Spread of single packets around the level of a long stay, and from one packet to the next, dB squared. */
  packetVarianceDb2: z.number().min(0).max(400),
  fadingVarianceDb2: z.number().min(0).max(400),
  /** Mean level of a reader at a surveyed place; with `kernel` it corrects what path loss and walls foretell. */
  survey: z.array(z.object({ readerId: z.int(), x: z.number(), y: z.number(), levelDbm: z.number() })),
  /** Shadowing that the survey found: correlation length, spread and noise of a sample; null: too few places. */
  kernel: z
    .object({ lengthM: z.number().positive(), spreadDb: z.number().min(0), noiseDb: z.number().positive() })
    .nullable(),
});
export type FloorCalibration = z.infer<typeof floorCalibrationSchema>;
