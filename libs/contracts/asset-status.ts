import { z } from 'zod';
import { zoneKinds } from './floorplan.js';

/** What can be said of an asset's readiness. `retired` is told of assets out of service only. */
export const assetStatuses = [
  'available',
  'in-use',
  'needs-cleaning',
  'needs-repair',
  'in-maintenance',
  'lent',
  'missing',
  'retired',
] as const;
export type AssetStatus = (typeof assetStatuses)[number];

/** Statuses that a place can bring about. The others are said by people. */
export const placedStatuses = ['available', 'in-use', 'needs-cleaning', 'in-maintenance'] as const;
export type PlacedStatus = (typeof placedStatuses)[number];

/** Statuses of sound equipment: nothing with an open defect has one of them. */
export const soundStatuses: readonly AssetStatus[] = ['available', 'in-use', 'needs-cleaning'];

/** Where a status comes from: the place it stands in, a person, or the moment it was registered. */
export const statusSources = ['place', 'person', 'start'] as const;
export type StatusSource = (typeof statusSources)[number];

/** The status of an asset and how it came about. */
export const toldStatusSchema = z.object({
  value: z.enum(assetStatuses),
  since: z.iso.datetime(),
  source: z.enum(statusSources),
  /** Who said it; null for a place, and for those who may not see it. */
  by: z.string().nullable(),
  note: z.string().nullable(),
});
export type ToldStatus = z.infer<typeof toldStatusSchema>;

/** PUT /api/v1/assets/:assetId/status: what a person says; it holds until the asset next comes to another place with a rule. */
export const sayStatusSchema = z.object({
  status: z.enum(['available', 'in-use', 'needs-cleaning', 'needs-repair', 'in-maintenance', 'missing']),
  note: z.string().trim().max(500).nullable().default(null),
});

/** What standing in zones of one kind means, for all types or for one; a rule for a type goes before the one for all. */
export const statusRuleSchema = z.object({
  zoneKind: z.enum(zoneKinds),
  typeKey: z.string().nullable(),
  /** Null: standing there says nothing (an exception for one type). */
  status: z.enum(placedStatuses).nullable(),
  /** How long it must have been heard there, seconds. */
  dwellS: z.int().min(0).max(86_400),
});
export type StatusRule = z.infer<typeof statusRuleSchema>;

/** GET and PUT /api/v1/status-rules: all of them; PUT replaces all. */
export const statusRulesSchema = z
  .object({ rules: z.array(statusRuleSchema).max(1000) })
  .refine(
    ({ rules }) => new Set(rules.map(({ zoneKind, typeKey }) => `${zoneKind} ${typeKey}`)).size === rules.length,
    {
      path: ['rules'],
      message: 'there can be one rule for a kind of zone and a type, and one for all types',
    },
  );

/** In force until a hospital says otherwise. A store and a clean utility are where free equipment waits. */
export const defaultStatusRules: readonly StatusRule[] = [
  { zoneKind: 'clean-utility', typeKey: null, status: 'available', dwellS: 60 },
  { zoneKind: 'storage', typeKey: null, status: 'available', dwellS: 60 },
  { zoneKind: 'soiled-utility', typeKey: null, status: 'needs-cleaning', dwellS: 30 },
  { zoneKind: 'patient-room', typeKey: null, status: 'in-use', dwellS: 120 },
  { zoneKind: 'theatre', typeKey: null, status: 'in-use', dwellS: 120 },
  { zoneKind: 'workshop', typeKey: null, status: 'in-maintenance', dwellS: 60 },
];
