import { z } from 'zod';
import { assetSchema } from './assets.js';

/** A place to be near: a zone, a point on a floor, or a department (where most of its zones are), perhaps that of one site. */
export const nearSchema = z
  .string()
  .max(200)
  .regex(
    /^(zone:\d+|floor:\d+(,-?\d+(\.\d+)?,-?\d+(\.\d+)?)?|department(@\d+)?:.+)$/,
    'say zone:12, floor:3,x,y in metres, department:Ward 2A, or department@1:Ward 2A for that of site 1',
  );

/** GET /api/v1/search?q=&near=&limit=&after= : one box for everything. */
export const searchQuerySchema = z.object({
  q: z.string().trim().max(200),
  near: nearSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** `next` of the page before. */
  after: z.string().max(400).optional(),
});

/** What a part of the question was taken for. */
export const understoodSchema = z.object({
  text: z.string(),
  as: z.enum(['type', 'status', 'zone', 'department', 'near', 'number', 'words']),
  /** The name of what it was taken for. */
  name: z.string(),
});

/** Why something cannot simply be taken. */
export const obstacles = [
  'in-use',
  'needs-cleaning',
  'needs-repair',
  'in-maintenance',
  'lent',
  'missing',
  'reserved',
  'lost',
  'blind',
  'doubted',
  'not-heard',
  'no-tag',
] as const;
export type Obstacle = (typeof obstacles)[number];

export const foundAssetSchema = assetSchema.extend({
  /** Walking there from where the question is near to, seconds and metres; null when no way is known. */
  walkS: z.number().nullable(),
  walkM: z.number().nullable(),
  /** How sure it is to be where it is told to be, 0 to 1. */
  sureness: z.number().min(0).max(1),
  /** Heaviest first. */
  obstacles: z.array(z.enum(obstacles)),
});
export type FoundAsset = z.infer<typeof foundAssetSchema>;

export const searchAnswerSchema = z.object({
  understood: z.array(understoodSchema),
  /** Where the ways begin, in words; null when nothing was said and nothing is known. */
  near: z.object({ name: z.string(), floorId: z.int(), x: z.number(), y: z.number() }).nullable(),
  /** Best first. */
  results: z.array(foundAssetSchema),
  /** All that match; more than `results` when the list was cut. */
  total: z.int(),
  /** The value for `after`; null on the last page. */
  next: z.string().nullable(),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;

/** GET /api/v1/ways?from=zone:12&to=floor:3,4.5,7 : the way between two places; with `wheels` never over stairs. */
export const wayQuerySchema = z.object({
  from: nearSchema,
  to: nearSchema,
  wheels: z.enum(['true', 'false']).default('false'),
});

/** One piece of a way, on one floor. */
export const waySchema = z.object({
  metres: z.number(),
  seconds: z.number(),
  /** In order; each on its own floor. */
  legs: z.array(
    z.object({
      floorId: z.int(),
      floorName: z.string(),
      points: z.array(z.tuple([z.number(), z.number()])),
      /** How the floor is left; null at the end of the way. */
      leaveBy: z
        .object({ kind: z.enum(['lift', 'stairs']), name: z.string(), toFloorId: z.int(), toFloorName: z.string() })
        .nullable(),
    }),
  ),
  /** The plans show no way between them, and a straight line is told. */
  straight: z.boolean(),
});
export type Way = z.infer<typeof waySchema>;

/** GET /api/v1/searches: one's own, pinned ones first, then the newest. PUT keeps one, DELETE forgets one. */
export const keptSearchSchema = z.object({ q: z.string().trim().min(1).max(200), pinned: z.boolean() });
export const keptSearchListSchema = z.object({ searches: z.array(keptSearchSchema) });
export type KeptSearch = z.infer<typeof keptSearchSchema>;
export const forgetSearchSchema = keptSearchSchema.pick({ q: true });
