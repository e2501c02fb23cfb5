import type { IncomingHttpHeaders } from 'node:http';
import { may, permissionTable, type Permission, type PersonRole } from '#contracts/permissions';
import { wholeHouse } from '#contracts/visibility';
import type { SessionStore } from '#storage/session-store';
import { ProblemException } from '../problems/problem-exception.js';
import { type Actor, askerOf, type From } from './actor.js';
import { credentialOf } from './credential.js';
import type { KeyRing } from './key-ring.js';
import { provenSameOrigin } from './same-origin.js';

const challenge = { 'WWW-Authenticate': 'Bearer realm="wardmap"' };
const readingMethods = new Set(['GET', 'HEAD']);

/** A request, or the one that opened a live connection. */
export interface Asked extends From {
  method: string;
  headers: IncomingHttpHeaders;
  /** Nobody did anything: an open connection is looked at again. It keeps no session from being idle. */
  passive?: boolean;
}

/** Somebody who was turned away; null for whom nobody knows. */
export interface Refused {
  actor: Actor | null;
  permission: Permission;
  asked: Asked;
  problem: ProblemException;
}

/** Finds out who asks and decides by the permission table, for requests and live connections alike. */
export class Access {
  constructor(
    private readonly keys: KeyRing,
    private readonly sessions: Pick<SessionStore, 'verify'>,
    /** Roles that are shown the tags persons carry; asked anew for each request. */
    private readonly rolesThatSeePersons: () => Promise<readonly PersonRole[]>,
    private readonly onRefused: (refused: Refused) => void = () => undefined,
  ) {}

  /**
   * Lets a request pass or refuses it.
   * @throws ProblemException 401 when it is not known who asks; 403 when they may not, or a foreign page asks in their name
   */
  async demand(permission: Permission, asked: Asked): Promise<Actor> {
    let actor: Actor | null = null;
    try {
      actor = await this.actorOf(asked);
      return this.decide(actor, permission, asked);
    } catch (error) {
      if (error instanceof ProblemException) this.onRefused({ actor, permission, asked, problem: error });
      throw error;
    }
  }

  private decide(actor: Actor | null, permission: Permission, asked: Asked): Actor {
    if (actor === null)
      throw new ProblemException(401, 'Sign in first, or send a key as "Authorization: Bearer wm_...".', {
        headers: challenge,
      });
    if (!may(askerOf(actor), permission)) throw new ProblemException(403, whyNot(actor, permission));
    if (actor.kind === 'person' && !readingMethods.has(asked.method) && !provenSameOrigin(asked.headers))
      throw new ProblemException(403, 'A change by somebody signed in is only taken from a page of this server.');
    return actor;
  }

  /**
   * Who asks; null when the request does not say.
   * @throws ProblemException 401 when it says so with a key or session that is not valid
   */
  async actorOf({ headers, address, requestId, passive }: Asked): Promise<Actor | null> {
    const credential = credentialOf(headers);
    if (credential === null) return null;
    const from = { address, requestId };
    if (credential.kind === 'key') {
      const holder = await this.keys.holderOf(credential.token);
      if (holder === null)
        throw new ProblemException(401, 'This key is not known, has expired or was revoked.', { headers: challenge });
      const { siteIds, departments, ...key } = holder;
      return { kind: 'key', ...key, visibility: { siteIds, departments, persons: false }, ...from };
    }
    const person = await this.sessions.verify(credential.token, { passive });
    if (person === null)
      throw new ProblemException(401, 'This session has ended; sign in again.', { headers: challenge });
    const seers = await this.rolesThatSeePersons();
    const { siteIds, departments, ...rest } = person;
    const persons = person.roles.some((role) => seers.includes(role));
    return { kind: 'person', ...rest, visibility: { siteIds, departments, persons }, ...from };
  }
}

function whyNot(actor: Actor, permission: Permission): string {
  const { words, scope } = permissionTable[permission];
  // Theirs, were they not for a part of the house.
  if (may({ ...askerOf(actor), ...wholeHouse }, permission))
    return `You may not ${words}: that is of the whole house, and ${actor.kind === 'person' ? 'you are' : 'this key is'} for a part of it.`;
  if (actor.kind === 'person') return `Your role may not ${words}.`;
  return scope === null ? `No key may ${words}.` : `This key may not ${words}: it lacks the scope "${scope}".`;
}
