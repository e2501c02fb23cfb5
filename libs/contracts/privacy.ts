import { z } from 'zod';
import { peopleRoles } from './permissions.js';

/** GET and PUT /api/v1/privacy/persons: whether tags may be carried by persons, why, and who sees them. */
export const personTagsSchema = z.discriminatedUnion('enabled', [
  z.object({ enabled: z.literal(false) }),
  z.object({
    enabled: z.literal(true),
    reason: z.string().trim().min(10, 'Say in a sentence why persons are located').max(500),
    roles: z.array(z.enum(peopleRoles)).min(1),
    /** Null: only where they are now, no history. */
    historyHours: z.int().min(1).max(8760).nullable(),
  }),
]);
export type PersonTags = z.infer<typeof personTagsSchema>;
export const personTagsViewSchema = z.object({
  persons: personTagsSchema,
  /** How many assets are marked as persons now. */
  marked: z.int(),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
});
export type PersonTagsView = z.infer<typeof personTagsViewSchema>;

/** Kinds of data with a retention of their own, each with the bounds of what can be chosen, in days. */
export const retentionKinds = {
  positions: { least: 2, most: 3650, usual: 90, words: 'Positions' },
  visits: { least: 30, most: 3650, usual: 1095, words: 'Visits to zones' },
  sessions: { least: 7, most: 730, usual: 90, words: 'Ended sign-in sessions' },
  audit: { least: 365, most: 3650, usual: 2190, words: 'Audit trail' },
  sightings: { least: 1, most: 365, usual: 30, words: 'Keys heard but not registered' },
  traffic: { least: 1, most: 90, usual: 14, words: 'Ordinary traffic kept for calibration' },
} as const;
export type RetentionKind = keyof typeof retentionKinds;
const days = (kind: RetentionKind) => z.int().min(retentionKinds[kind].least).max(retentionKinds[kind].most);

/** PUT /api/v1/privacy/retention: days each kind of data is kept. */
export const retentionSchema = z.object({
  positions: days('positions'),
  visits: days('visits'),
  sessions: days('sessions'),
  audit: days('audit'),
  sightings: days('sightings'),
  traffic: days('traffic'),
});
export type Retention = z.infer<typeof retentionSchema>;
/** GET /api/v1/privacy/retention */
export const retentionViewSchema = z.object({
  days: retentionSchema,
  kinds: z.array(
    z.object({
      kind: z.enum(Object.keys(retentionKinds) as [RetentionKind, ...RetentionKind[]]),
      /** The oldest that is held; null when there is nothing. */
      oldestAt: z.iso.datetime().nullable(),
      /** When the job last ran for this kind, and how many rows (or days of positions) it removed. */
      enforcedAt: z.iso.datetime().nullable(),
      removed: z.int(),
    }),
  ),
  changedAt: z.iso.datetime().nullable(),
  changedBy: z.string().nullable(),
});
export type RetentionView = z.infer<typeof retentionViewSchema>;
