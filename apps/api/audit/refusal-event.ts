import type { NewAuditEvent } from '#storage/audit-trail';
import type { Refused } from '../access/access.js';
import { credentialOf } from '../access/credential.js';
import { eventOf } from './event-of.js';

/** What to record of somebody who was turned away; null for a browser that asks whether anybody is signed in. */
export function refusalEvent({ actor, permission, asked, problem }: Refused): NewAuditEvent | null {
  const { address, requestId, headers } = asked;
  const what = { action: 'access.refused', subjectKind: 'permission', subject: permission } as const;
  if (actor) return eventOf(actor, what.action, what.subjectKind, what.subject, { after: { why: problem.message } });
  const credential = credentialOf(headers);
  if (credential === null && permission === 'session.see') return null;
  const name = credential === null ? 'nobody' : credential.kind === 'key' ? 'unknown key' : 'ended session';
  return { actor: { kind: 'stranger', id: null, name }, ...what, address, requestId };
}
