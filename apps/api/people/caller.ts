import type { Request } from 'express';
import type { From } from '../access/actor.js';
import { askedOf } from '../access/asked-of.js';
import { originIsOurs } from '../access/same-origin.js';
import { ProblemException } from '../problems/problem-exception.js';
import { signInRefusedBecause } from './session-cookie.js';

/** A browser that is not signed in yet. */
export interface Caller extends From {
  userAgent: string;
}

/**
 * Who wants to sign in.
 * @throws ProblemException 403 when the browser would not keep the session, or when a page of somebody else asks
 */
export function callerOf(request: Request): Caller {
  const refused = signInRefusedBecause(request);
  if (refused !== null) throw new ProblemException(403, refused);
  const site = request.headers['sec-fetch-site'];
  if (!originIsOurs(request.headers) || (site !== undefined && site !== 'same-origin'))
    throw new ProblemException(403, 'Signing in is only taken from a page of this server.');
  const { address, requestId } = askedOf(request);
  return { address, requestId, userAgent: request.headers['user-agent'] ?? '' };
}
