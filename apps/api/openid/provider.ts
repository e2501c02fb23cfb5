import * as client from 'openid-client';
import type { Configuration } from '#contracts/configuration';
import type { Attempt } from './attempt.js';
import { claimAt, type Claims, claimsNeeded } from './claims.js';

/** No answer of the provider is waited for longer, seconds. */
const timeoutS = 10;
/** Its addresses and keys are asked for anew after this time: providers change both. */
const keptMs = 3_600_000;
/** Clocks of two servers differ, seconds. */
const toleranceS = 30;

export const callbackPath = '/api/v1/openid/callback';

/** The hospital's identity provider (OpenID Connect, code flow with PKCE). */
export class OpenIdProvider {
  private found: { configuration: client.Configuration; untilMs: number } | null = null;
  private asked: Promise<client.Configuration> | null = null;

  constructor(
    private readonly settings: Configuration & { WARDMAP_OPENID_ISSUER: string },
    private readonly now: () => number = Date.now,
  ) {}

  get issuer(): string {
    return this.settings.WARDMAP_OPENID_ISSUER;
  }

  /** Where the provider sends browsers back to: exactly this address, never one made from a request. */
  get callbackUrl(): string {
    return `${this.settings.WARDMAP_PUBLIC_URL}${callbackPath}`;
  }

  /**
   * Where a browser goes to sign in.
   * @throws Error when the provider cannot be reached
   */
  async addressFor({ state, nonce, challenge }: Attempt, shared: boolean): Promise<string> {
    const address = client.buildAuthorizationUrl(await this.configuration(), {
      response_type: 'code',
      redirect_uri: this.callbackUrl,
      scope: this.settings.WARDMAP_OPENID_SCOPES,
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      // Whoever sat at a shared computer before may still be known to the provider.
      ...(shared ? { prompt: 'login' } : {}),
    });
    return address.href;
  }

  /**
   * What the provider says of whoever came back with this query.
   * @throws Error when the answer does not fit the attempt, or a token its signature, issuer, audience, nonce or time
   */
  async claimsOf(query: string, { state, nonce, verifier }: Attempt): Promise<Claims> {
    const configuration = await this.configuration();
    const tokens = await client.authorizationCodeGrant(configuration, new URL(`${this.callbackUrl}${query}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token.');
    const missing = claimsNeeded(this.settings).some((name) => claimAt(claims, name) === undefined);
    if (!missing || !configuration.serverMetadata().userinfo_endpoint) return claims;
    return { ...(await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
  }

  private async configuration(): Promise<client.Configuration> {
    if (this.found && this.found.untilMs > this.now()) return this.found.configuration;
    this.asked ??= this.discover().finally(() => (this.asked = null));
    return this.asked;
  }

  private async discover(): Promise<client.Configuration> {
    const { WARDMAP_OPENID_CLIENT_ID: id, WARDMAP_OPENID_CLIENT_SECRET: secret } = this.settings;
    const plain = new URL(this.issuer).protocol === 'http:';
    const found = await client.discovery(new URL(this.issuer), id!, undefined, undefined, {
      timeout: timeoutS,
      execute: plain ? [client.allowInsecureRequests] : [],
    });
    const serverMetadata = found.serverMetadata();
    const methods = serverMetadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const proof = methods.includes('client_secret_basic')
      ? client.ClientSecretBasic(secret)
      : client.ClientSecretPost(secret);
    const metadata = { [client.clockTolerance]: toleranceS };
    const configuration = new client.Configuration(serverMetadata, id!, metadata, proof);
    configuration.timeout = timeoutS;
    // Only a loopback issuer may be plain http; the settings see to that.
    if (plain) client.allowInsecureRequests(configuration);
    // The signature is checked although the token comes straight from the provider.
    client.enableNonRepudiationChecks(configuration);
    this.found = { configuration, untilMs: this.now() + keptMs };
    return configuration;
  }
}
