import type { IncomingHttpHeaders } from 'node:http';

/** Whether the Origin header, when there is one, names the host that was asked. */
export function originIsOurs({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}

/**
 * Whether a browser vouches that a page of ours made the request. A cookie travels with requests of foreign
 * pages too, so one that changes something must carry this proof (Fetch Metadata, or Origin in older browsers).
 */
export function provenSameOrigin(headers: IncomingHttpHeaders): boolean {
  if (!originIsOurs(headers)) return false;
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers.origin !== undefined : site === 'same-origin';
}

/**
 * Whether the request asked for a loopback address by name. A page that points its own name at 127.0.0.1
 * (DNS rebinding) cannot: its name is in the Host header.
 */
export function asksLoopback({ host }: IncomingHttpHeaders): boolean {
  return host !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host);
}
