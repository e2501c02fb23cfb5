import { createHash } from 'node:crypto';

/** An event as it is stored, in the form in which it is hashed: `before` and `after` are texts of JSON. */
export interface AuditLink {
  id: number;
  atMs: number;
  actorKind: string;
  actorId: number | null;
  actorName: string;
  action: string;
  subjectKind: string;
  subject: string;
  before: string | null;
  after: string | null;
  address: string;
  requestId: string;
}

/**
 * The hash that an event has after another: SHA-256 of the hash before (32 bytes) and the canonical form, which
 * is the JSON text of the list of all columns in this order, encoded as UTF-8.
 */
export function hashAfter(previous: Buffer, link: AuditLink): Buffer {
  const { id, atMs, actorKind, actorId, actorName, action, subjectKind, subject, before, after, address, requestId } =
    link;
  const canonical = JSON.stringify([
    ...[id, new Date(atMs).toISOString(), actorKind, actorId, actorName, action, subjectKind, subject],
    ...[before, after, address, requestId],
  ]);
  return createHash('sha256').update(previous).update(canonical, 'utf8').digest();
}

const secretName = /password|secret|token|recovery|invitation|^(?:hash|code)$/i;
/** Longer changes are kept as their size and SHA-256: enough to prove what was written, too much to show. */
const mostCharacters = 100_000;

/** What was before or after a change as the text that is stored and hashed; values under names of secrets are left out. */
export function auditJson(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const text = JSON.stringify(value, (name, inner: unknown) =>
    secretName.test(name) && (typeof inner === 'string' || inner instanceof Uint8Array) ? '(not recorded)' : inner,
  );
  if (text.length <= mostCharacters) return text;
  return JSON.stringify({ characters: text.length, sha256: createHash('sha256').update(text).digest('hex') });
}

/** Text as PostgreSQL gives it back: no NUL, whole characters only; cut at `most` characters. */
export function auditText(text: string, most: number): string {
  return Buffer.from(text.slice(0, most).replaceAll('\0', ''), 'utf8').toString('utf8');
}
