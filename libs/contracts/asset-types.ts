import { z } from 'zod';

/** Pictures a type can have on map and lists; the web app draws them. */
export const assetIcons = [
  'device',
  'pump',
  'syringe',
  'bed',
  'ventilator',
  'wheelchair',
  'monitor',
  'ultrasound',
  'heart',
  'defibrillator',
  'suction',
  'feeding',
  'scanner',
  'scale',
  'lamp',
  'tool',
  'computer',
  'cart',
  'person',
] as const;
export type AssetIcon = (typeof assetIcons)[number];

const pushed: ReadonlySet<AssetIcon> = new Set(['bed', 'ventilator', 'wheelchair', 'ultrasound', 'scanner', 'cart']);

/** Whether what has this picture is pushed on wheels and not carried: no way with it leads over stairs. */
export function isPushed(icon: AssetIcon): boolean {
  return pushed.has(icon);
}

export const attributeKinds = ['text', 'number', 'yes-no', 'date', 'choice'] as const;

/** One free attribute that assets of a type have. */
export const attributeSchema = z
  .object({
    key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'a key is small letters, digits and dashes, at most 40'),
    name: z.string().trim().min(1).max(60),
    kind: z.enum(attributeKinds),
    /** Shown behind a number: "kg", "ml/h". */
    unit: z.string().trim().max(20).nullable().default(null),
    /** Of a choice: what can be chosen. */
    choices: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
    required: z.boolean().default(false),
  })
  .refine(({ kind, choices }) => kind !== 'choice' || choices.length > 0, {
    path: ['choices'],
    message: 'a choice needs at least one thing to choose',
  });
export type AssetAttribute = z.output<typeof attributeSchema>;

export const attributeValueSchema = z.union([z.string().max(500), z.number(), z.boolean()]);
export const attributeValuesSchema = z.record(z.string().max(40), attributeValueSchema);
export type AttributeValues = z.infer<typeof attributeValuesSchema>;

/** PUT /api/v1/asset-types/:key */
export const writeAssetTypeSchema = z
  .object({
    name: z.string().trim().min(1).max(120),
    icon: z.enum(assetIcons).default('device'),
    /** Other words people use for it: "IV pump", brand names. */
    synonyms: z.array(z.string().trim().min(1).max(60)).max(40).default([]),
    attributes: z.array(attributeSchema).max(40).default([]),
  })
  .refine(({ attributes }) => new Set(attributes.map(({ key }) => key)).size === attributes.length, {
    path: ['attributes'],
    message: 'two attributes have the same key',
  });

export const assetTypeSchema = z.object({
  id: z.int(),
  key: z.string(),
  name: z.string(),
  icon: z.enum(assetIcons),
  synonyms: z.array(z.string()),
  attributes: z.array(attributeSchema),
  /** Assets of this type in service that whoever asks sees. */
  assets: z.int(),
});
export type AssetTypeView = z.output<typeof assetTypeSchema>;

/** GET /api/v1/asset-types, by name */
export const assetTypeListSchema = z.object({ types: z.array(assetTypeSchema) });

/** A type's key in an address. */
export const typeKeySchema = z.string().min(1).max(64);
