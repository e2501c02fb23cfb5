import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Asked } from './access.js';

/** A page says so of what it asks by itself, while nobody has touched it for a minute: no session stays open by that. */
const idleHeader = 'x-wardmap-idle';

/** Where the log's middleware leaves the id of a request. */
const ids = new WeakMap<IncomingMessage, string>();

/** Addresses of clients that were found out before Express saw the request. */
const addresses = new WeakMap<IncomingMessage, string>();

/** Says where a request came from when Express does not: live connections behind a trusted proxy. */
export function rememberAddress(request: IncomingMessage, address: string): void {
  addresses.set(request, address);
}

/** Gives a request the id under which it is logged and recorded. */
export function rememberRequestId(request: IncomingMessage, id: string): void {
  ids.set(request, id);
}

/** A request as access looks at it. Express knows the address behind a trusted proxy as `ip`. */
export function askedOf(request: IncomingMessage & { ip?: string }): Asked {
  return {
    method: request.method ?? 'GET',
    headers: request.headers,
    address: plainAddress(addresses.get(request) ?? request.ip ?? request.socket.remoteAddress ?? ''),
    requestId: ids.get(request) ?? randomUUID(),
    passive: request.headers[idleHeader] === '1',
  };
}

/** A socket that listens for both kinds of addresses writes IPv4 as ::ffff:10.0.0.1. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}
