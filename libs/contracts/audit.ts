import { z } from 'zod';

export const actorKinds = ['person', 'key', 'system', 'stranger'] as const;

/** What is recorded, each by the thing it is about: "session.refused", "asset.change", "history.look-up" ... */
export const auditActions = [
  'session.sign-in',
  'session.refused',
  'session.sign-out',
  'access.refused',
  'account.password',
  'account.second-factor',
  'setup.complete',
  'user.create',
  'user.change',
  'user.invite',
  'user.sign-out',
  'key.create',
  'key.rotate',
  'key.revoke',
  'asset.change',
  'asset.retire',
  'asset.pair',
  'asset.import',
  'asset.status',
  'asset.reserve',
  'asset.lend',
  'asset.defect',
  'asset.found',
  'asset.undo',
  'type.change',
  'status-rules.change',
  'par-level.change',
  'history.look-up',
  'export',
  'label.add',
  'calibration.change',
  'floorplan.import',
  'privacy.change',
  'retention.change',
  'audit.prune',
] as const;
export type AuditAction = (typeof auditActions)[number];

export const auditEventSchema = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  actorKind: z.enum(actorKinds),
  actorId: z.int().nullable(),
  actorName: z.string(),
  action: z.enum(auditActions),
  /** What it was done to: "asset", "user" ..., and which: its number, e-mail address or key. */
  subjectKind: z.string(),
  subject: z.string(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  address: z.string(),
  requestId: z.string(),
});
export type AuditEventView = z.infer<typeof auditEventSchema>;

/** GET /api/v1/audit, newest first; /api/v1/audit/export.csv takes the same without limit and before. */
export const auditFilterSchema = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  /** Part of the name of who did it. */
  actor: z.string().trim().max(120).optional(),
  action: z.enum(auditActions).optional(),
  /** Part of what it was done to. */
  subject: z.string().trim().max(200).optional(),
});
export const auditQuerySchema = auditFilterSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  before: z.coerce.number().int().min(1).optional(),
});
export const auditListSchema = z.object({ events: z.array(auditEventSchema), next: z.int().nullable() });
export type AuditList = z.infer<typeof auditListSchema>;

/** GET /api/v1/audit/verification: the chain recomputed from its first event. */
export const auditVerificationSchema = z.object({
  intact: z.boolean(),
  events: z.int(),
  /** Hash of the newest event in hex: written down elsewhere, it shows later that nothing was cut off. */
  head: z.string(),
  /** First event that does not fit, and why; null when all do. */
  broken: z.object({ id: z.int(), reason: z.string() }).nullable(),
  /** Whether the application's database role could change events (the database is not protected). */
  appendOnly: z.boolean(),
});
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
