import type { IncomingHttpHeaders } from 'node:http';

export const keyCookie = 'wardmap_key';

/** Where a request carries its key: a program's header or a browser's cookie. */
export interface GivenKey {
  token: string;
  from: 'header' | 'cookie';
}

/** The key of a request; the Authorization header comes first. */
export function keyOfRequest({ authorization, cookie }: IncomingHttpHeaders): GivenKey | null {
  if (authorization !== undefined) {
    const bearer = /^Bearer +(\S+) *$/i.exec(authorization);
    return { token: bearer ? bearer[1] : '', from: 'header' };
  }
  for (const part of (cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === keyCookie && value) return { token: value, from: 'cookie' };
  }
  return null;
}
