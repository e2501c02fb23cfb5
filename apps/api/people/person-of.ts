import type { Actor, PersonActor } from '../access/actor.js';
import { ProblemException } from '../problems/problem-exception.js';

/** The person who asks. @throws ProblemException 403 when it is a key */
export function personOf(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor;
  throw new ProblemException(403, 'This is for people who are signed in; a key has no account and no session.');
}
