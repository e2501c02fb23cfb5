import type { AuditAction } from '#contracts/audit';
import type { NewAuditEvent } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';

/** An event for the audit trail: who did what to what, and from where. `change` is plain data without secrets. */
export function eventOf(
  actor: Actor,
  action: AuditAction,
  subjectKind: string,
  subject: string,
  change: { before?: unknown; after?: unknown } = {},
): NewAuditEvent {
  const { kind, id, address, requestId } = actor;
  const name = actor.kind === 'person' ? `${actor.name} (${actor.email})` : actor.name;
  return { actor: { kind, id, name }, action, subjectKind, subject, ...change, address, requestId };
}
