import type { NewAuditEvent } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { eventOf } from './event-of.js';

/**
 * What to record of somebody who tried what is there but not shown to them: they are answered as if it were not there.
 * @param thing its kind; the attempts at one kind are counted together, see Refusals
 * @param which its number, key or id
 */
export function outOfSightEvent(actor: Actor, thing: string, which: unknown): NewAuditEvent {
  return eventOf(actor, 'access.refused', 'out of sight', thing, { after: { which } });
}
