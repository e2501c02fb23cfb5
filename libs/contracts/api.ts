import { z } from 'zod';
import { boundsSchema, pointSchema } from './geometry.js';
import { freshnesses, positionMethods } from './position.js';
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

/** Where an asset is, or was last known to be. */
export const assetPositionSchema = z.object({
  floorId: z.int(),
  floorName: z.string(),
  siteName: z.string(),
  x: z.number(),
  y: z.number(),
  radius90M: z.number(),
  zoneId: z.int().nullable(),
  zoneName: z.string().nullable(),
  /** Since when in this zone, ISO time; null outside all zones. */
  inZoneSince: z.iso.datetime().nullable(),
  observedAt: z.iso.datetime(),
  freshness: z.enum(freshnesses),
  method: z.enum(positionMethods),
  /** Zones the asset may be in, likeliest first; what is missing to 1 lies outside all zones or in unlikely ones. */
  zones: z.array(z.object({ zoneId: z.int(), zoneName: z.string(), probability: z.number().min(0).max(1) })),
  /** The evidence fits two places well and what lies between them badly. */
  ambiguous: z.boolean(),
  /** How often the tag is usually heard, milliseconds; null until that is learnt. */
  reportingIntervalMs: z.int().nullable(),
  /** Since when the readers that hear this place are silent, ISO time; null while one of them is heard. */
  blindSince: z.iso.datetime().nullable(),
});

export const assetSchema = z.object({
  id: z.int(),
  number: z.string(),
  name: z.string(),
  typeKey: z.string(),
  typeName: z.string(),
  tagKey: z.string().nullable(),
  tagId: z.int().nullable(),
  /** Whose it is; null for equipment of the whole house. */
  department: z.string().nullable(),
  /** A person carries the tag. */
  person: z.boolean(),
  position: assetPositionSchema.nullable(),
});
export type AssetView = z.infer<typeof assetSchema>;

/** GET /api/v1/assets?search=&limit=&after= ; `next` is the value for `after`, null on the last page. */
export const assetQuerySchema = z.object({
  search: z.string().trim().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.coerce.number().int().min(0).default(0),
});
export const assetListSchema = z.object({ assets: z.array(assetSchema), next: z.int().nullable() });
export type AssetList = z.infer<typeof assetListSchema>;

/** PUT /api/v1/assets: registers assets with their tags; the same number again changes the asset. */
export const registerAssetsSchema = z.object({
  assets: z
    .array(
      z.object({
        number: z.string().min(1).max(64),
        name: z.string().min(1).max(120),
        typeKey: z.string().min(1).max(64),
        typeName: z.string().min(1).max(120).optional(),
        tagKey: z.string().min(1).max(128).nullable(),
        /** Whose it is; null for equipment of the whole house. Left out: as before, and null for a new asset. */
        department: z.string().trim().min(1).max(120).nullable().optional(),
        /** A person carries the tag: only where that is switched on. Left out: as before, and no for a new asset. */
        person: z.boolean().optional(),
      }),
    )
    .min(1)
    .max(1000),
});
export type RegisterAssets = z.infer<typeof registerAssetsSchema>;
export const assetsRegisteredSchema = z.object({ registered: z.int() });

/** DELETE /api/v1/assets: retires assets by number (their history stays, their tags become free). */
export const retireAssetsSchema = z.object({ numbers: z.array(z.string().min(1).max(64)).min(1).max(1000) });

/** GET /api/v1/assets/export.csv?search= : everything the list has, as one file. */
export const assetExportQuerySchema = assetQuerySchema.pick({ search: true });

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
