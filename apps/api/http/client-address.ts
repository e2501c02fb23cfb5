import type { IncomingMessage, Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { rememberAddress } from '../access/asked-of.js';

/** Whether the host at an address, so many hops away, is a proxy of ours; Express compiles it from the settings. */
type Trust = (address: string, hop: number) => boolean;

/**
 * Tells Express which proxies may say for whom they ask (X-Forwarded-For, -Proto). From anybody else these headers
 * are just text.
 */
export function trustProxies(app: NestExpressApplication, proxies: readonly string[]): void {
  app.set('trust proxy', proxies.length === 0 ? false : [...proxies]);
}

/** Live connections do not come through Express: their clients behind a trusted proxy are found here by the same rule. */
export function nameLiveClients(server: Server, app: NestExpressApplication, proxies: readonly string[]): void {
  if (proxies.length === 0) return;
  const trust = (app.getHttpAdapter().getInstance() as { get(name: string): unknown }).get('trust proxy fn') as Trust;
  const name = (request: IncomingMessage) => rememberAddress(request, clientAddress(request, trust));
  server.prependListener('upgrade', name);
  server.prependListener('request', name);
}

/** The nearest address that is no proxy of ours, going back from the connection along X-Forwarded-For. */
export function clientAddress(
  { socket, headers }: { socket: { remoteAddress?: string }; headers: IncomingMessage['headers'] },
  trust: Trust,
): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const hops = [socket.remoteAddress ?? '', ...forwarded.reverse()];
  return hops.find((address, hop) => !trust(address, hop)) ?? hops[hops.length - 1];
}
