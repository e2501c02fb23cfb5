import { Secret, TOTP } from 'otpauth';

/** Time-based one-time passwords as authenticators know them (RFC 6238): SHA-1, six digits, a new one each 30 s. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** The code before and the one after count too: clocks differ, and people type slowly. */
const windowSteps = 1;

/** A new secret: 160 random bits, as RFC 4226 recommends. */
export function makeTotpSecret(): Uint8Array {
  return new Secret({ size: 20 }).bytes;
}

/** What an authenticator is given: the secret to type, and an address to scan that carries it with its names. */
export function totpInvitation(secret: Uint8Array, account: string): { secret: string; uri: string } {
  const totp = new TOTP({ ...form, issuer: 'Wardmap', label: account, secret: secretOf(secret) });
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The time step whose code this is, in the window around now; null when it is none of them. */
export function totpStepOf(secret: Uint8Array, code: string, nowMs: number): number | null {
  const digits = code.replace(/\s/g, '');
  if (!isTotpCode(digits)) return null;
  const totp = new TOTP({ ...form, secret: secretOf(secret) });
  const delta = totp.validate({ token: digits, timestamp: nowMs, window: windowSteps });
  return delta === null ? null : totp.counter({ timestamp: nowMs }) + delta;
}

/** Whether a text has the form of such a code; recovery codes are longer. */
export function isTotpCode(text: string): boolean {
  return /^\d{6}$/.test(text.replace(/\s/g, ''));
}

function secretOf(bytes: Uint8Array): Secret {
  // A view on a larger buffer must not bring its neighbours along.
  return new Secret({ buffer: new Uint8Array(bytes).buffer });
}
