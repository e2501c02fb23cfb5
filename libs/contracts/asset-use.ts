import { z } from 'zod';
import { assetStatuses, statusSources } from './asset-status.js';

/** PUT /api/v1/assets/:assetId/reservation; again by the same person: the new end counts. 409 when it is another's. */
export const reserveSchema = z.object({
  minutes: z
    .int()
    .min(5)
    .max(12 * 60),
  note: z.string().trim().max(200).nullable().default(null),
});

/** POST /api/v1/assets/:assetId/defects; DELETE .../defects/:defectId says that it is mended. */
export const defectReportedSchema = z.object({ id: z.int() });
/** POST /api/v1/assets/:assetId/defects: the asset needs repair from now on. */
export const reportDefectSchema = z.object({ text: z.string().trim().min(1).max(1000) });

/** PUT /api/v1/assets/:assetId/loan; DELETE ends it. */
export const lendSchema = z.object({
  borrower: z.string().trim().min(1).max(120),
  dueAt: z.iso.datetime({ offset: true }).nullable().default(null),
});

/** DELETE /api/v1/assets/:assetId/loan?now= : what it is now that it is back. What came from elsewhere counts as used. */
export const takeBackSchema = z.object({ now: z.enum(['available', 'needs-cleaning']).default('needs-cleaning') });
export type BackAs = z.infer<typeof takeBackSchema>['now'];

/** POST /api/v1/assets/:assetId/undo takes back what the same person did last with it, for so long. */
export const undoWithinS = 600;

/** POST /api/v1/assets/:assetId/found: it is there; and /not-here: it is not where it was told to be. */
export const findReportSchema = z.object({
  /** The zone where it was found, when another than told; a label for the calibration. */
  zoneId: z.int().positive().nullable().default(null),
  /** From the begin of the search to this tap, milliseconds; null when it was not searched for. */
  searchMs: z.int().min(0).max(86_400_000).nullable().default(null),
});
export const findReportedSchema = z.object({ id: z.int() });

/** GET /api/v1/find-times: how long it takes to find things, by department of who is told, over the last days. */
export const findTimesSchema = z.object({
  days: z.int(),
  zones: z.array(
    z.object({
      /** Department of the zone where it was found; null outside all. */
      department: z.string().nullable(),
      found: z.int(),
      notHere: z.int(),
      medianS: z.number().nullable(),
      p90S: z.number().nullable(),
    }),
  ),
});
/** GET /api/v1/find-times?days= */
export const findTimesQuerySchema = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) });
export type FindTimes = z.infer<typeof findTimesSchema>;

/** GET /api/v1/assets/:assetId/visits?before=&limit= : where it was, newest first, as far as who asks may see. */
export const visitQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.iso.datetime().optional(),
});
export const visitListSchema = z.object({
  visits: z.array(
    z.object({
      zoneId: z.int(),
      zoneName: z.string(),
      zoneKind: z.string(),
      floorId: z.int(),
      floorName: z.string(),
      enteredAt: z.iso.datetime(),
      /** Null: it is there still, as far as is known. */
      leftAt: z.iso.datetime().nullable(),
    }),
  ),
  next: z.iso.datetime().nullable(),
});
export type VisitList = z.infer<typeof visitListSchema>;

/** GET /api/v1/assets/:assetId/statuses?before=&limit= : what its status was, newest first. */
export const statusHistorySchema = z.object({
  statuses: z.array(
    z.object({
      id: z.int(),
      value: z.enum(assetStatuses),
      since: z.iso.datetime(),
      source: z.enum(statusSources),
      by: z.string().nullable(),
      note: z.string().nullable(),
      zoneName: z.string().nullable(),
      /** It is again what it was before, because somebody took back what they had said; by whom and when. */
      undone: z.object({ by: z.string(), at: z.iso.datetime() }).nullable(),
    }),
  ),
  next: z.int().nullable(),
});
export const statusHistoryQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().positive().optional(),
});

/** GET /api/v1/assets/:assetId/trail?from=&to= : its way, thinned to at most `trailPoints`, in order of time. */
export const trailQuerySchema = z.object({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
});
export const trailPoints = 2000;
/** What is heard is written down every minute at least; nothing is said of the way in a silence longer than this. */
export const trailSilenceS = 900;
export const trailSchema = z.object({
  points: z.array(
    z.object({
      at: z.iso.datetime(),
      floorId: z.int(),
      x: z.number(),
      y: z.number(),
      radius90M: z.number(),
      zoneId: z.int().nullable(),
      /** Nothing was heard of it for longer than `trailSilenceS` before this point. */
      afterSilence: z.boolean(),
    }),
  ),
  /** Whether points were left out so that they are not too many; the moments where the zone changes never are. */
  thinned: z.boolean(),
});
export type Trail = z.infer<typeof trailSchema>;
