import { z } from 'zod';
import { keyScopes } from './permissions.js';

/** A gateway's key reports for its own readers; an integration's key does what its scopes say. */
const keyKinds = ['gateway', 'integration'] as const;
export type KeyKind = (typeof keyKinds)[number];

export const keySchema = z.object({
  id: z.int(),
  kind: z.enum(keyKinds),
  name: z.string(),
  scopes: z.array(z.enum(keyScopes)),
  /** Readers a gateway's key may report for. */
  readerKeys: z.array(z.string()),
  siteIds: z.array(z.int()).nullable(),
  departments: z.array(z.string()).nullable(),
  /** The first characters of the key, to tell keys apart. */
  start: z.string(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  expiresAt: z.iso.datetime().nullable(),
  /** The secret before a rotation works until then; null when there is none. */
  formerUntil: z.iso.datetime().nullable(),
  /** Whether that former secret was used after the rotation: somebody still has to change it. */
  formerLastUsedAt: z.iso.datetime().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
  state: z.enum(['in use', 'never used', 'unused', 'expired', 'revoked']),
});
export type KeyView = z.infer<typeof keySchema>;
/** GET /api/v1/keys, newest first. `unused`: not used for 90 days. */
export const keyListSchema = z.object({ keys: z.array(keySchema) });

const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .regex(/^\P{Cc}*$/u, 'A name has only printable characters');
const expiresAt = z.iso.datetime({ offset: true }).nullable();
/** POST /api/v1/keys */
export const createKeySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('gateway'),
    name,
    readerKeys: z.array(z.string().min(1).max(128)).min(1).max(500),
    expiresAt,
  }),
  z.object({
    kind: z.literal('integration'),
    name,
    scopes: z.array(z.enum(keyScopes)).min(1),
    siteIds: z.array(z.int().positive()).min(1).max(1000).nullable(),
    departments: z.array(z.string().trim().min(1).max(120)).min(1).max(200).nullable(),
    expiresAt,
  }),
]);
export type CreateKey = z.infer<typeof createKeySchema>;
/** POST /api/v1/keys/:keyId/rotate: a new secret; the old one works for so many hours more. */
export const rotateKeySchema = z.object({ overlapHours: z.number().min(0).max(720) });
/** Answer of both: the secret is shown this once. DELETE /api/v1/keys/:keyId revokes. */
export const newKeySchema = z.object({ key: keySchema, secret: z.string() });
export type NewKey = z.infer<typeof newKeySchema>;
