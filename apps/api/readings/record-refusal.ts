import type { Actor } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';
import type { Refusals } from '../audit/refusals.js';
import { ProblemException } from '../problems/problem-exception.js';

/** Waits for what a key sent to be taken, and records it when the key spoke for what is not its own. */
export async function recordRefusal<T>(refusals: Refusals, actor: Actor, taken: Promise<T>): Promise<T> {
  try {
    return await taken;
  } catch (error) {
    if (error instanceof ProblemException && error.problem.status === 403)
      refusals.add(
        eventOf(actor, 'access.refused', 'permission', 'readings.send', { after: { why: error.problem.detail } }),
      );
    throw error;
  }
}
