import { z } from 'zod';
import { toldStatusSchema, assetStatuses } from './asset-status.js';
import { assetIcons, attributeValuesSchema } from './asset-types.js';
import { freshnesses, positionMethods } from './position.js';

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

export const riskClasses = ['low', 'medium', 'high', 'life-support'] as const;
export type RiskClass = (typeof riskClasses)[number];

/** Another asset, as it is named beside this one. */
export const namedAssetSchema = z.object({ id: z.int(), number: z.string(), name: z.string() });

/** Somebody wants it; until `until` it is theirs. */
export const reservationSchema = z.object({
  by: z.string(),
  /** Whoever asks has reserved it. */
  mine: z.boolean(),
  note: z.string().nullable(),
  until: z.iso.datetime(),
});

export const assetSchema = z.object({
  id: z.int(),
  number: z.string(),
  name: z.string(),
  typeKey: z.string(),
  typeName: z.string(),
  icon: z.enum(assetIcons),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  tagKey: z.string().nullable(),
  tagId: z.int().nullable(),
  /** Whose it is; null for equipment of the whole house. */
  department: z.string().nullable(),
  /** A person carries the tag. */
  person: z.boolean(),
  status: toldStatusSchema,
  reservation: reservationSchema.nullable(),
  /** The kit it belongs to; without a tag of its own it is where the kit is. */
  kit: namedAssetSchema.nullable(),
  position: assetPositionSchema.nullable(),
});
export type AssetView = z.infer<typeof assetSchema>;

/** GET /api/v1/assets/:assetId: everything that is known of one asset. */
export const assetDetailSchema = assetSchema.extend({
  udi: z.string().nullable(),
  riskClass: z.enum(riskClasses).nullable(),
  homeZone: z.object({ id: z.int(), name: z.string(), floorId: z.int(), floorName: z.string() }).nullable(),
  attributes: attributeValuesSchema,
  /** When its photo was taken over, part of the photo's address; null without one. */
  photoAt: z.iso.datetime().nullable(),
  loan: z.object({ borrower: z.string(), since: z.iso.datetime(), dueAt: z.iso.datetime().nullable() }).nullable(),
  /** Defects that were reported and not yet mended, newest first. */
  defects: z.array(z.object({ id: z.int(), text: z.string(), by: z.string(), at: z.iso.datetime() })),
  /** What belongs to it when it is a kit. */
  parts: z.array(namedAssetSchema),
  /** What its tag said last of its battery, as the tag gives it; null while it has said nothing, and without a tag. */
  battery: z
    .object({ percent: z.number().nullable(), millivolts: z.int().nullable(), observedAt: z.iso.datetime() })
    .nullable(),
  /** Since when somebody has said that it is not where it is told to be; null when nobody has, or it has moved since. */
  doubtedSince: z.iso.datetime().nullable(),
  registeredAt: z.iso.datetime(),
});
export type AssetDetail = z.infer<typeof assetDetailSchema>;

/** Orders of the list; each is unique together with the id. */
export const assetOrders = ['number', 'name', 'type', 'status', 'department'] as const;

/** A filter that may be given several times: what fits one of its values is taken. No filter lets everything pass. */
const several = <Value extends z.ZodType<string>>(value: Value) =>
  z
    .union([value, z.array(value).max(100)])
    .optional()
    .transform((given) => (given === undefined ? [] : [given].flat()));

/**
 * GET /api/v1/assets; `next` is the value for `after`, null on the last page. Retired assets are told only when `statuses`
 * asks for them. An empty department stands for equipment of the whole house.
 */
export const assetQuerySchema = z.object({
  search: z.string().trim().max(100).default(''),
  types: several(z.string().max(64)),
  statuses: several(z.enum(assetStatuses)),
  departments: several(z.string().max(120)),
  zone: z.coerce.number().int().positive().optional(),
  /** Only those that carry a tag (true), or none (false). */
  tagged: z.enum(['true', 'false']).optional(),
  /** Only those that carry a tag, or whose kit does, which was heard nowhere for so many days, or never. */
  unheardDays: z.coerce.number().int().min(1).max(3650).optional(),
  order: z.enum(assetOrders).default('number'),
  descending: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(400).optional(),
});
export const assetListSchema = z.object({ assets: z.array(assetSchema), next: z.string().nullable() });
export type AssetList = z.infer<typeof assetListSchema>;

const number = z.string().trim().min(1).max(64);
const text = (most: number) => z.string().trim().min(1).max(most).nullable();

/** What a person can write of an asset. Left out: as before, and nothing for a new asset. */
export const assetFieldsSchema = z.object({
  name: z.string().trim().min(1).max(120),
  typeKey: z.string().trim().min(1).max(64),
  manufacturer: text(120),
  model: text(120),
  serial: text(120),
  udi: text(200),
  department: text(120),
  homeZoneId: z.int().positive().nullable(),
  riskClass: z.enum(riskClasses).nullable(),
  attributes: attributeValuesSchema,
  /** Number of the kit it belongs to. */
  kitNumber: number.nullable(),
  person: z.boolean(),
});

/** POST /api/v1/assets: one new asset; 409 when the number is taken. */
export const createAssetSchema = assetFieldsSchema
  .partial()
  .required({ name: true, typeKey: true })
  .extend({
    number,
    tagKey: z.string().trim().min(1).max(128).nullable().optional(),
  });
export type CreateAsset = z.infer<typeof createAssetSchema>;

const seenText = z.string().max(1000);

/** What fields were when somebody began to change them, as the asset was told to them. */
const expectedFieldsSchema = z
  .object({
    ...{ number: seenText, name: seenText, typeKey: seenText, person: z.boolean(), attributes: attributeValuesSchema },
    ...{ manufacturer: seenText.nullable(), model: seenText.nullable(), serial: seenText.nullable() },
    ...{ udi: seenText.nullable(), department: seenText.nullable(), kitNumber: seenText.nullable() },
    ...{ homeZoneId: z.int().nullable(), riskClass: z.enum(riskClasses).nullable() },
  })
  .partial();

/**
 * PATCH /api/v1/assets/:assetId. With `expected` a field that somebody else has changed to something else since then is
 * refused (409), and what does not differ from it stays as it is; of attributes, each by itself.
 */
export const changeAssetSchema = assetFieldsSchema
  .extend({ number })
  .partial()
  .extend({ expected: expectedFieldsSchema.optional() });
export type ChangeAsset = z.infer<typeof changeAssetSchema>;

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

/** PUT /api/v1/assets/:assetId/tag: pairs the asset with a tag; `move` takes it from the asset that carries it now. */
export const pairTagSchema = z.object({ tagKey: z.string().trim().min(1).max(128), move: z.boolean().default(false) });

/** GET /api/v1/assets/:assetId/pairings, newest first */
export const pairingListSchema = z.object({
  pairings: z.array(
    z.object({
      tagKey: z.string(),
      since: z.iso.datetime(),
      until: z.iso.datetime().nullable(),
      by: z.string().nullable(),
    }),
  ),
});

/** GET /api/v1/codes/:code: what a scanned or typed code belongs to: number, serial, UDI or tag. */
export const codeAnswerSchema = z.object({
  /** The key as tags are written, for pairing. */
  tagKey: z.string(),
  /** The tag that has this key is registered, or was heard without being registered. */
  tag: z.enum(['carried', 'free', 'heard', 'unknown']),
  /** The asset that has this number, serial or UDI, or carries this tag; null also when several do. */
  asset: namedAssetSchema.nullable(),
  matchedBy: z.enum(['number', 'serial', 'udi', 'tag']).nullable(),
});
export type CodeAnswer = z.infer<typeof codeAnswerSchema>;

/** A code in an address: as it was scanned or typed. */
export const codeSchema = z.string().min(1).max(300);

/** PUT /api/v1/assets/:assetId/photo with the picture as body; its first bytes decide what it is. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const photoByteLimit = 2 * 1024 * 1024;
export const photoChangedSchema = z.object({ photoAt: z.iso.datetime() });

/** GET /api/v1/assets/:assetId/photo?at= : with `photoAt` of the asset the answer may be kept for good. */
export const photoQuerySchema = z.object({ at: z.string().max(40).optional() });

/** A status as a filter takes it. */
export const statusFilterSchema = z.enum(assetStatuses);

/** GET /api/v1/assets/export.csv: everything the list has under the same filters, as one file that import reads again. */
export const assetExportQuerySchema = assetQuerySchema.omit({ limit: true, after: true }).extend({
  /** How it is written: in German semicolons separate and numbers have a comma, as German spreadsheets read it. */
  language: z.enum(['en', 'de']).default('en'),
});
