import { z } from 'zod';
import { boundsSchema, pointSchema } from './geometry.js';
import { positionMethods } from './position.js';
import { zoneKinds } from './floorplan.js';

/** GET /api/v1/sites */
export const siteTreeSchema = z.object({
  sites: z.array(
    z.object({
      id: z.int(),
      key: z.string(),
      name: z.string(),
      timeZone: z.string(),
      attribution: z.string().nullable(),
      buildings: z.array(
        z.object({
          id: z.int(),
          key: z.string(),
          name: z.string(),
          floors: z.array(z.object({ id: z.int(), key: z.string(), name: z.string(), level: z.number() })),
        }),
      ),
    }),
  ),
});
export type SiteTree = z.infer<typeof siteTreeSchema>;

/** GET /api/v1/floors/:floorId; the plan itself is GET /api/v1/floors/:floorId/plan.svg */
export const floorDetailSchema = z.object({
  id: z.int(),
  key: z.string(),
  name: z.string(),
  level: z.number(),
  siteId: z.int(),
  siteName: z.string(),
  buildingName: z.string(),
  attribution: z.string().nullable(),
  timeZone: z.string(),
  bounds: boundsSchema,
  zones: z.array(
    z.object({
      id: z.int(),
      key: z.string(),
      name: z.string(),
      kind: z.enum(zoneKinds),
      department: z.string().nullable(),
      polygon: z.array(pointSchema),
    }),
  ),
  readers: z.array(z.object({ id: z.int(), key: z.string(), name: z.string(), x: z.number(), y: z.number() })),
});
export type FloorDetail = z.infer<typeof floorDetailSchema>;

/** GET /api/v1/tags/:tagKey/positions?from=&to=&limit= in order of time; positions.csv takes the same without limit. */
export const positionQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
});
export const positionExportQuerySchema = positionQuerySchema.omit({ limit: true });
export const positionListSchema = z.object({
  positions: z.array(
    z.object({
      observedAt: z.iso.datetime(),
      floorKey: z.string(),
      x: z.number(),
      y: z.number(),
      radius90M: z.number(),
      varX: z.number(),
      varY: z.number(),
      covXY: z.number(),
      zoneKey: z.string().nullable(),
      method: z.enum(positionMethods),
    }),
  ),
  /** `from` of the next page, or null. */
  next: z.iso.datetime().nullable(),
});
export type PositionList = z.infer<typeof positionListSchema>;

/** GET /api/v1/unassigned: keys that were heard but belong to nothing registered. */
export const unassignedListSchema = z.object({
  sightings: z.array(
    z.object({
      kind: z.enum(['tag', 'reader']),
      key: z.string(),
      count: z.int(),
      firstSeenAt: z.iso.datetime(),
      lastSeenAt: z.iso.datetime(),
      /** The other side of the newest sample: the reader or engine that heard the tag, or the tag it heard. */
      heardWith: z.string(),
      /** Null where no level was heard: the place came from another engine, or a distance was measured. */
      rssiDbm: z.number().nullable(),
    }),
  ),
});

/** GET /api/v1/health/live */
export const livenessSchema = z.object({ status: z.literal('ok') });

/** GET /api/v1/health/ready */
export const healthSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })),
});
