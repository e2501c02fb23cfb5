import type { Logger } from 'pino';
import type { Configuration } from '#contracts/configuration';
import { openIdAnswerSchema, type OpenIdRefusal } from '#contracts/openid';
import type { OpenIdStore } from '#storage/open-id-store';
import type { SessionStore } from '#storage/session-store';
import type { From } from '../access/actor.js';
import type { Refusals } from '../audit/refusals.js';
import { attemptOf, newAttemptSecret } from './attempt.js';
import { type Claims, personOf } from './claims.js';
import { OpenIdProvider } from './provider.js';

/** Signs people in by the hospital's identity provider. */
export class OpenIdSignIn {
  private readonly provider: OpenIdProvider | null;

  constructor(
    private readonly settings: Configuration,
    private readonly store: OpenIdStore,
    private readonly sessions: Pick<SessionStore, 'open' | 'endAll'>,
    private readonly refusals: Pick<Refusals, 'add'>,
    private readonly log: Logger,
  ) {
    const { WARDMAP_OPENID_ISSUER: issuer } = settings;
    this.provider = issuer === undefined ? null : new OpenIdProvider({ ...settings, WARDMAP_OPENID_ISSUER: issuer });
  }

  /** Whether the hospital has set its provider up. */
  get offered(): boolean {
    return this.provider !== null;
  }

  /** Begins an attempt. @returns where the browser goes, and the secret it keeps until it is back. */
  async begin(shared: boolean): Promise<{ address: string; secret: string } | { refused: OpenIdRefusal }> {
    const secret = newAttemptSecret();
    const attempt = attemptOf(secret);
    let address: string;
    try {
      address = await this.offeredProvider().addressFor(attempt, shared);
    } catch (error) {
      return this.untrusted(error);
    }
    await this.store.begin(attempt.state, shared);
    return { address, secret };
  }

  /**
   * Ends an attempt.
   * @param secret what the browser kept
   * @param query of the address the provider sent it back to, with its "?"
   * @returns a new session, or why there is none
   */
  async finish(
    secret: string | null,
    query: string,
    from: From & { userAgent: string },
  ): Promise<{ session: { token: string; endsAt: Date; shared: boolean } } | { refused: OpenIdRefusal }> {
    const answer = openIdAnswerSchema.safeParse(Object.fromEntries(new URLSearchParams(query)));
    if (secret === null || !answer.success) return this.refuseStranger('attempt', from);
    const attempt = attemptOf(secret);
    if (answer.data.state !== attempt.state) return this.refuseStranger('attempt', from);
    // Taken before anything else is done with the answer: whatever comes of it, it does not come twice.
    const begun = await this.store.take(attempt.state);
    if (begun === null) return this.refuseStranger('attempt', from);
    if (answer.data.error === 'access_denied') return { refused: 'cancelled' };
    const provider = this.offeredProvider();
    let claims: Claims;
    try {
      claims = await provider.claimsOf(query, attempt);
    } catch (error) {
      this.untrusted(error, from.requestId);
      return this.refuseStranger('provider', from);
    }
    const { address, requestId, userAgent } = from;
    const asked = { address, requestId };
    const known = { issuer: provider.issuer, subject: String(claims.sub) };
    const outcome = personOf(provider.issuer, claims, this.settings);
    const admitted =
      'refused' in outcome
        ? outcome
        : await this.store.admit(outcome.person, asked, ({ id }, client) =>
            this.sessions.open(id, { shared: begun.shared, address, userAgent }, client),
          );
    if ('opened' in admitted) return { session: { ...admitted.opened, shared: begun.shared } };
    await this.store.refuse(known, admitted.refused, asked, (id, client) => this.sessions.endAll(id, client));
    return admitted;
  }

  private offeredProvider(): OpenIdProvider {
    if (!this.provider) throw new Error('WARDMAP_OPENID_ISSUER is not set.');
    return this.provider;
  }

  /** Records an answer of which it is not known whose it is; many of them together, so that nobody floods the trail. */
  private refuseStranger(why: OpenIdRefusal, { address, requestId }: From): { refused: OpenIdRefusal } {
    this.refusals.add({
      ...{ actor: { kind: 'stranger', id: null, name: 'nobody' }, action: 'session.refused', subjectKind: 'openid' },
      ...{ subject: this.provider?.issuer ?? '', after: { by: 'openid', why }, address, requestId },
    });
    return { refused: why };
  }

  /** The log gets the reason without what the provider sent: that may hold tokens. */
  private untrusted(error: unknown, requestId?: string): { refused: OpenIdRefusal } {
    const { message, code } = error as Error & { code?: string };
    this.log.warn({ requestId, code, reason: message }, 'sign-in by OpenID Connect failed');
    return { refused: 'provider' };
  }
}
