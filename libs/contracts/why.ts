import { z } from 'zod';
import { positionMethods } from './position.js';

/** GET /api/v1/assets/:assetId/why: how the newest position came about. Levels in dBm, lengths in metres. */
export const assetWhySchema = z.object({
  observedAt: z.iso.datetime(),
  method: z.enum(positionMethods),
  radius90M: z.number(),
  ambiguous: z.boolean(),
  zones: z.array(z.object({ zoneId: z.int(), zoneName: z.string(), probability: z.number() })),
  /** False: what was heard is not remembered (any more), so there are no readers and no changes to tell. */
  remembered: z.boolean(),
  /** null where that is not known. */
  atRest: z.boolean().nullable(),
  /** Since when it has not left the told place; null while it moves. */
  restingSince: z.iso.datetime().nullable(),
  /** Those that heard the tag, strongest first. */
  readers: z.array(
    z.object({
      readerId: z.int(),
      name: z.string(),
      /** Only of a reader on another floor. */
      floorName: z.string().nullable(),
      levelDbm: z.number(),
      /** What it was expected to hear at the told place; null where nothing is expected. */
      expectedDbm: z.number().nullable(),
      packets: z.int(),
      heardAt: z.iso.datetime().nullable(),
      distanceM: z.number().nullable(),
    }),
  ),
  /** Those that were expected to hear it and did not. */
  missing: z.array(
    z.object({
      readerId: z.int(),
      name: z.string(),
      expectedDbm: z.number(),
      distanceM: z.number(),
      /** It is silent itself: nothing was heard from it lately. */
      silent: z.boolean(),
    }),
  ),
  /** What portals, measured distances and other engines told, each in words fit for people. */
  told: z.array(z.object({ kind: z.enum(['portal', 'range-fit', 'ready-made']), words: z.string() })),
  /** What would have made the answer another one or a surer one, each in words fit for people. */
  changes: z.array(
    z.object({ kind: z.enum(['history', 'level', 'side', 'reader', 'survey', 'silent-reader']), words: z.string() }),
  ),
});
export type AssetWhy = z.infer<typeof assetWhySchema>;
