import type { IncomingHttpHeaders } from 'node:http';
import type { KeyScope } from '#contracts/api';
import { ProblemException } from '../problems/problem-exception.js';
import { keyOfRequest } from './key-of-request.js';
import type { KeyRing } from './key-ring.js';
import { asksLoopback, provenSameOrigin } from './same-origin.js';

const challenge = { 'WWW-Authenticate': 'Bearer realm="wardmap"' };
const readingMethods = new Set(['GET', 'HEAD']);

/** Decides who may do what, for HTTP requests and live connections alike. */
export class Access {
  constructor(
    private readonly keys: KeyRing,
    /** Demo mode: whoever asks a loopback address may read without a key. */
    readonly demo: boolean,
  ) {}

  /**
   * Lets a request pass or refuses it.
   * @throws ProblemException 401 without a good key, 403 when the key may not or a foreign page asks.
   */
  async demand(scope: KeyScope, method: string, headers: IncomingHttpHeaders): Promise<void> {
    const scopes = await this.scopesOf(headers);
    if (!scopes.includes(scope)) {
      if (scopes.length > 0 && keyOfRequest(headers) !== null)
        throw new ProblemException(403, `This key may not do that: it lacks the scope "${scope}".`);
      throw new ProblemException(401, this.whyNoKey(headers), { headers: challenge });
    }
    if (!readingMethods.has(method) && keyOfRequest(headers)?.from === 'cookie' && !provenSameOrigin(headers))
      throw new ProblemException(403, 'A change signed by cookie is only taken from a page of this server.');
  }

  /**
   * What the sender of these headers may do; nothing without a good key, except reading in demo mode.
   * @throws ProblemException 401 when a key is given that is not valid.
   */
  async scopesOf(headers: IncomingHttpHeaders): Promise<readonly KeyScope[]> {
    const open = this.demo && asksLoopback(headers);
    const given = keyOfRequest(headers);
    const holder = given === null ? null : await this.keys.holderOf(given.token);
    // A stale cookie of an earlier installation must not lock anybody out of the demo.
    if (holder === null && given !== null && !(open && given.from === 'cookie'))
      throw new ProblemException(401, 'This key is not known, has expired or was revoked.', { headers: challenge });
    const scopes = holder?.scopes ?? [];
    return open && !scopes.includes('read') ? [...scopes, 'read'] : scopes;
  }

  private whyNoKey(headers: IncomingHttpHeaders): string {
    return this.demo && !asksLoopback(headers)
      ? 'Reading without a key works only under a loopback address (127.0.0.1, [::1], localhost).'
      : 'A key is needed: send it as "Authorization: Bearer wm_...", or sign in.';
  }
}
