import type { IncomingHttpHeaders } from 'node:http';

/** Browsers take a cookie of this prefix only over TLS or from a loopback address, for this host alone and every path. */
export const sessionCookie = '__Host-wardmap';

/** How a request says who makes it: a program by its key, a browser by the cookie of its session. */
export interface Credential {
  kind: 'key' | 'session';
  token: string;
}

/** The credential of a request; the Authorization header comes first. Null when there is none. */
export function credentialOf({ authorization, cookie }: IncomingHttpHeaders): Credential | null {
  if (authorization !== undefined) {
    const bearer = /^Bearer +(\S+) *$/i.exec(authorization);
    return { kind: 'key', token: bearer ? bearer[1] : '' };
  }
  const token = cookieOf(cookie, sessionCookie);
  return token === null ? null : { kind: 'session', token };
}

/** The value of a cookie; null when it is not there or empty. */
export function cookieOf(header: string | undefined, wanted: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === wanted && value) return value;
  }
  return null;
}
