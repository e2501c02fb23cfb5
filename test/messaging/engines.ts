import { randomUUID } from 'node:crypto';
import type { ReadingsJob } from '#contracts/queue';
import { openMessaging, type Messaging, type MessagingOptions } from '#messaging/open-messaging';
import { createDatabase, startTestDatabase } from '../support/database.js';
import { createRedisDatabase, redisProgram, startTestRedis } from '../support/redis.js';

export const backends = ['postgres', ...(redisProgram() ? ['redis' as const] : [])] as const;
export type Backend = (typeof backends)[number];

/** Where one test's queues and bus live. */
export interface EngineAddress {
  databaseUrl: string;
  redisUrl?: string;
}

/** An empty place on the servers of this test run. */
export async function emptyAddress(backend: Backend): Promise<EngineAddress> {
  if (backend === 'postgres') return { databaseUrl: await createDatabase('messaging') };
  return { databaseUrl: 'postgres://unused.invalid/none', redisUrl: await createRedisDatabase() };
}

/** A server of its own that may be restarted without disturbing other tests. */
export async function startOwnEngine(backend: Backend) {
  if (backend === 'postgres') {
    const database = await startTestDatabase();
    const databaseUrl = await database.createDatabase('messaging');
    return { address: { databaseUrl }, restart: database.restart, stop: database.stop };
  }
  const redis = await startTestRedis({ durable: true });
  if (!redis) throw new Error('redis-server is missing');
  const address = { databaseUrl: 'postgres://unused.invalid/none', redisUrl: redis.url };
  return { address, restart: redis.restart, stop: redis.stop };
}

export function open(address: EngineAddress, options: Partial<MessagingOptions> = {}): Promise<Messaging> {
  // One job at a time unless a test says otherwise: most tests are about single jobs.
  return openMessaging({
    partitions: 2,
    jobsAtOnce: 1,
    role: 'both',
    applicationName: 'messaging-test',
    ...address,
    ...options,
  });
}

/** A job with one reading; `number` comes back as its `receivedAt`. */
export function numberedJob(number: number): ReadingsJob {
  return {
    version: 1,
    id: randomUUID(),
    receivedAt: number,
    baseMs: 1_750_000_000_000,
    tagId: [7],
    readerId: [3],
    antenna: [0],
    rssiDbm: [-61.5],
    observedMs: [number],
  };
}

/** Adds jobs with these numbers to one partition, in this order. */
export function addNumbers(messaging: Messaging, partition: number, numbers: number[]): Promise<void> {
  return messaging.readings.add(numbers.map((number) => ({ partition, job: numberedJob(number) })));
}

export function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
