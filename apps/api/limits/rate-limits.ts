import { isIPv6 } from 'node:net';
import { Reflector } from '@nestjs/core';
import type { Configuration } from '#contracts/configuration';
import type { Permission } from '#contracts/permissions';
import type { Actor } from '../access/actor.js';
import { ProblemException } from '../problems/problem-exception.js';
import { TokenBuckets } from './token-buckets.js';

/** A route that is asked by machines all day and answers from memory. */
export const Unlimited = Reflector.createDecorator<true>({ transform: () => true });

type LimitSettings = Pick<Configuration, 'WARDMAP_LIMIT_PUBLIC' | 'WARDMAP_LIMIT_REQUESTS' | 'WARDMAP_LIMIT_EXPORTS'>;

const exports = new Set<Permission>(['assets.export', 'history.export', 'audit.export']);

/**
 * How much one caller may ask. Each api process counts for itself, in memory. Readings are not counted here: their
 * limit is the backlog of the queue.
 */
export class RateLimits {
  private readonly strangers: TokenBuckets;
  private readonly requests: TokenBuckets;
  private readonly exports: TokenBuckets;

  constructor(settings: LimitSettings) {
    this.strangers = new TokenBuckets(settings.WARDMAP_LIMIT_PUBLIC);
    this.requests = new TokenBuckets(settings.WARDMAP_LIMIT_REQUESTS);
    this.exports = new TokenBuckets(settings.WARDMAP_LIMIT_EXPORTS);
  }

  /** Counts a request of somebody not known. @throws ProblemException 429 when their address asks too much */
  demandOfStranger(address: string): void {
    refuseFor(
      this.strangers.take(networkOf(address)),
      'Too many requests from your address by people who are not signed in',
    );
  }

  /** Counts a request of a session or key. @throws ProblemException 429 when it asks too much */
  demandOf(actor: Actor, permission: Permission): void {
    if (permission === 'readings.send') return;
    const caller = actor.kind === 'person' ? `session ${actor.sessionId}` : `key ${actor.id}`;
    if (exports.has(permission)) refuseFor(this.exports.take(caller), 'Too many exports');
    else refuseFor(this.requests.take(caller), 'Too many requests');
  }
}

function refuseFor(waitS: number, what: string): void {
  if (waitS > 0) throw new ProblemException(429, `${what}; try again in ${waitS} s.`, { retryAfterS: waitS });
}

/** Whoever has one IPv6 address has the 2^64 around it as well. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head, tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...new Array<string>(zeros).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':');
}
