import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What one attempt to sign in at the provider is protected by (OpenID Connect Core 3.1.2.1, RFC 7636). */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  /** The verifier as the provider sees it at first: its SHA-256. */
  challenge: string;
}

/** A secret for the browser that begins an attempt, 256 bits. */
export function newAttemptSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Everything of an attempt follows from the secret in the browser's cookie: an answer that was begun in another
 * browser, or that somebody copied, does not fit.
 */
export function attemptOf(secret: string): Attempt {
  const part = (name: string) => createHmac('sha256', secret).update(name).digest('base64url');
  const verifier = part('verifier');
  return {
    state: part('state'),
    nonce: part('nonce'),
    verifier,
    challenge: createHash('sha256').update(verifier).digest('base64url'),
  };
}
