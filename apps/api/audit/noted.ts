import type { AuditAction } from '#contracts/audit';
import type { AuditTrail } from '#storage/audit-trail';
import type { Note } from '#storage/noted';
import type { Actor } from '../access/actor.js';
import { eventOf } from './event-of.js';

/** Who did what to what; the change may depend on what came of it. */
export interface Noted<T> {
  actor: Actor;
  action: AuditAction;
  kind: string;
  subject: string | ((result: T) => string);
  before?: unknown;
  after?: (result: T) => unknown;
}

/** Records a change inside the transaction that makes it. */
export function noted<T>(trail: AuditTrail, { actor, action, kind, subject, before, after }: Noted<T>): Note<T> {
  return (client, result) => {
    const name = typeof subject === 'string' ? subject : subject(result);
    return trail.append(eventOf(actor, action, kind, name, { before, after: after?.(result) }), client);
  };
}
