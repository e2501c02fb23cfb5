import type { Permission } from '#contracts/permissions';
import type { Access, Asked } from '../access/access.js';
import type { Actor } from '../access/actor.js';
import { ProblemException } from '../problems/problem-exception.js';
import type { RateLimits } from './rate-limits.js';

/**
 * Lets in who may, as often as they may. Whoever asks with a key or session that is not valid, or with none, is a
 * stranger and counted as one.
 * @throws ProblemException 401, 403 as access decides; 429 when the caller asks too much
 */
export async function demandCounted(
  access: Access,
  limits: RateLimits,
  permission: Permission,
  asked: Asked,
): Promise<Actor> {
  let actor: Actor;
  try {
    actor = await access.demand(permission, asked);
  } catch (error) {
    if (error instanceof ProblemException && error.problem.status === 401) limits.demandOfStranger(asked.address);
    throw error;
  }
  limits.demandOf(actor, permission);
  return actor;
}
