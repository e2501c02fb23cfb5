import type { Actor, KeyActor } from '../access/actor.js';
import { ProblemException } from '../problems/problem-exception.js';

/** The key that sends readings; the permission table lets nobody else. */
export function senderOf(actor: Actor): KeyActor {
  if (actor.kind !== 'key') throw new ProblemException(403, 'Readings and positions are sent with a key.');
  return actor;
}
