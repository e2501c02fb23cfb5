import type { Actor, KeyActor } from '../access/actor.js';
import { ProblemException } from '../problems/problem-exception.js';

/** The key that sends what was heard; the permission table lets nobody else. */
export function senderOf(actor: Actor): KeyActor {
  if (actor.kind !== 'key') throw new ProblemException(403, 'Readings, positions and telemetry are sent with a key.');
  return actor;
}
