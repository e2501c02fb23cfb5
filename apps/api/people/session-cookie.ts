import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { sessionCookie } from '../access/credential.js';
import { asksLoopback } from '../access/same-origin.js';

/** A connection over which a browser keeps the cookie of a session: TLS, or this machine. */
type Connection = Pick<IncomingMessage, 'headers'> & { secure: boolean };

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Why nobody can sign in over this connection; null when they can. Express knows TLS at a trusted proxy as `secure`. */
export function signInRefusedBecause({ secure, headers }: Connection): string | null {
  if (secure || asksLoopback(headers)) return null;
  return (
    'Signing in needs an encrypted connection: open this address with https://. ' +
    'Whoever runs this server finds in docs/operations.md how to switch TLS on.'
  );
}

/** Gives the browser the cookie of a session: on a shared computer it goes with the browser, on an own device it stays. */
export function setSessionCookie(
  response: Response,
  { token, endsAt, shared }: { token: string; endsAt: Date; shared: boolean },
): void {
  const lasting = shared ? '' : `Expires=${endsAt.toUTCString()}; `;
  response.append('Set-Cookie', `${sessionCookie}=${token}; ${lasting}${attributes}`);
  clearKeyCookie(response);
}

/** Takes the cookie back. */
export function clearSessionCookie(response: Response): void {
  response.append('Set-Cookie', `${sessionCookie}=; Max-Age=0; ${attributes}`);
}

/** Takes back the cookie in which earlier versions left a key in the browser, for thirty days and for all who sat there. */
export function clearKeyCookie(response: Response): void {
  response.append('Set-Cookie', 'wardmap_key=; Max-Age=0; Path=/');
}
