import { z } from 'zod';
import { boundsSchema, pointSchema } from './geometry.js';

/** What a zone is for; status rules and fences build on it. */
export const zoneKinds = [
  'patient-room',
  'clean-utility',
  'soiled-utility',
  'storage',
  'corridor',
  'theatre',
  'workshop',
  'lift',
  'stairs',
  'exit',
  'office',
  'waiting',
  'other',
] as const;
export type ZoneKind = (typeof zoneKinds)[number];

export const readerKinds = ['ble', 'rfid', 'uwb'] as const;
export type ReaderKind = (typeof readerKinds)[number];

const keySchema = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'a key has letters, digits and . _ : - only');

/** Log-distance path loss of one reader: level = levelAt1mDbm - 10 * exponent * log10(distance in m). */
export const radioSchema = z.object({
  levelAt1mDbm: z.number().min(-127).max(20),
  pathLossExponent: z.number().min(0.5).max(6),
  sigmaDb: z.number().min(0.5).max(20),
});

/** Used where nothing was calibrated: n = 2.0 was measured better than 3.0 on recorded sites. */
export const defaultRadio = { levelAt1mDbm: -59, pathLossExponent: 2.0, sigmaDb: 6 } as const;

/** What a reader measures too long as a rule, and how much its distances scatter; metres. */
export const rangeLawSchema = z.object({ biasM: z.number().min(-2).max(5), sigmaM: z.number().min(0.01).max(5) });

/** Used where the distances of a reader were not calibrated: the scatter holds some decimetres of bias as well. */
export const defaultRangeLaw = { biasM: 0, sigmaM: 0.3 } as const;

export const zoneSchema = z.object({
  key: keySchema,
  name: z.string().min(1).max(120),
  kind: z.enum(zoneKinds),
  department: z.string().max(120).optional(),
  polygon: z.array(pointSchema).min(3),
});

export const wallSchema = z.object({
  points: z.array(pointSchema).min(2),
  lossDb: z.number().min(0).max(60).optional(),
});

export const doorSchema = z.object({ from: pointSchema, to: pointSchema });

/** An antenna of an RFID portal. Of a tag at the portal it says in which zone, never where in it. */
export const antennaSchema = z
  .object({
    /** Its number in the reader's readings. */
    antenna: z.int().min(0, 'an antenna is numbered 0 to 255').max(255, 'an antenna is numbered 0 to 255'),
    /** The zone of the same floor that it faces. */
    zoneKey: keySchema,
    /** Where it hangs, when not at its reader. */
    x: z.number().optional(),
    y: z.number().optional(),
  })
  .refine(({ x, y }) => (x === undefined) === (y === undefined), 'an antenna has both x and y, or neither');

export const readerSchema = z.object({
  key: keySchema,
  name: z.string().min(1).max(120).optional(),
  kind: z.enum(readerKinds).default('ble'),
  x: z.number(),
  y: z.number(),
  z: z.number().default(2.5),
  radio: radioSchema.optional(),
  /** Of a reader that measures distances. */
  range: rangeLawSchema.optional(),
  /** Of a reader of kind rfid at a portal; one without antennas is not used. */
  antennas: z.array(antennaSchema).min(1).max(16).optional(),
});

/**
 * One floor as a file: `floorplans/<site>/<floor>.json` with its plan image beside it.
 * All lengths in metres; `level` is 0 at the ground floor.
 */
export const floorplanSchema = z
  .object({
    format: z.literal('wardmap-floorplan/1'),
    site: z.object({
      key: keySchema,
      name: z.string().min(1).max(120),
      timeZone: z.string().default('UTC'),
      /** Recorded sites keep every fix, so that accuracy is measured on all of them. */
      keepEveryFix: z.boolean().default(false),
      attribution: z.string().optional(),
    }),
    building: z.object({ key: keySchema, name: z.string().min(1).max(120) }),
    floor: z.object({
      key: keySchema,
      name: z.string().min(1).max(120),
      level: z.number(),
      /** File name of the plan image (SVG) beside the JSON; it covers exactly `bounds`. */
      plan: z.string().regex(/^[\w.-]+\.svg$/, 'the plan is an .svg file beside the JSON'),
      bounds: boundsSchema,
      /** Usual height of a tag above the floor, metres. */
      tagHeightM: z.number().default(1),
    }),
    zones: z.array(zoneSchema).default([]),
    walls: z.array(wallSchema).default([]),
    doors: z.array(doorSchema).default([]),
    readers: z.array(readerSchema).default([]),
  })
  .superRefine((plan, context) => {
    const { bounds } = plan.floor;
    const inside = (x: number, y: number) =>
      x >= bounds.minX - 1 && x <= bounds.maxX + 1 && y >= bounds.minY - 1 && y <= bounds.maxY + 1;
    plan.readers.forEach((reader, index) => {
      if (!inside(reader.x, reader.y))
        context.addIssue({
          code: 'custom',
          path: ['readers', index],
          message: `reader ${reader.key} at ${reader.x}, ${reader.y} lies outside the floor's bounds`,
        });
      if (reader.antennas && reader.kind !== 'rfid')
        context.addIssue({
          code: 'custom',
          path: ['readers', index, 'antennas'],
          message: `reader ${reader.key} of kind ${reader.kind} has antennas; only a reader of kind rfid may`,
        });
      const numbers = new Set<number>();
      reader.antennas?.forEach(({ antenna, zoneKey, x, y }, place) => {
        const refuse = (field: string, message: string) =>
          context.addIssue({ code: 'custom', path: ['readers', index, 'antennas', place, field], message });
        if (numbers.has(antenna))
          refuse(
            'antenna',
            `antenna ${antenna} of reader ${reader.key} is there twice; each needs a number of its own`,
          );
        numbers.add(antenna);
        if (!plan.zones.some((zone) => zone.key === zoneKey))
          refuse(
            'zoneKey',
            `antenna ${antenna} of reader ${reader.key} faces zone ${zoneKey}, which this floor does not have`,
          );
        if (x !== undefined && y !== undefined && !inside(x, y))
          refuse('x', `antenna ${antenna} of reader ${reader.key} at ${x}, ${y} lies outside the floor's bounds`);
      });
    });
    plan.zones.forEach((zone, index) => {
      if (!zone.polygon.every(([x, y]) => inside(x, y)))
        context.addIssue({
          code: 'custom',
          path: ['zones', index],
          message: `zone ${zone.key} reaches outside the floor's bounds`,
        });
    });
  });

export type Floorplan = z.infer<typeof floorplanSchema>;
export type FloorplanZone = Floorplan['zones'][number];
export type FloorplanReader = Floorplan['readers'][number];
export type FloorplanAntenna = z.infer<typeof antennaSchema>;
export type RangeLaw = z.infer<typeof rangeLawSchema>;
export type Radio = z.infer<typeof radioSchema>;
