import { createRedisBackend, Queue, Worker, type IQueueBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { MessagingEngine, QueueHandles, TroubleListener } from './engine.js';
import { queueOptions, workerOptions } from './queue-options.js';
import { RedisTransport } from './redis-transport.js';

/** In braces, so that a Redis cluster keeps all queues on one node, as transactions over several queues need. */
const prefix = '{wardmap}';
const answerWithinMs = 10_000;

/** BullMQ on Redis or Valkey. */
export class RedisEngine implements MessagingEngine {
  readonly backend = 'redis';
  readonly prefix = prefix;
  readonly transport: RedisTransport;

  private constructor(
    private readonly client: Redis,
    private readonly producerQueue: Queue,
    readonly warnings: readonly string[],
    private readonly onTrouble: TroubleListener,
  ) {
    this.transport = new RedisTransport(client, onTrouble);
  }

  /** @throws Error when Redis cannot be reached or refuses the password */
  static async open(options: {
    redisUrl: string;
    applicationName: string;
    onTrouble: TroubleListener;
  }): Promise<RedisEngine> {
    const client = new Redis(options.redisUrl, {
      connectionName: options.applicationName,
      lazyConnect: true,
      commandTimeout: answerWithinMs,
      // When the connection breaks, every unanswered command fails at once and none is sent again: it may have
      // been carried out, and a fetch carried out twice would let a later job overtake.
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2000),
    });
    client.on('error', (error) => options.onTrouble(error, 'queue'));
    try {
      await client.connect();
      const warnings = await warningsOf(client);
      const producer = new Queue('readings', { ...queueOptions, prefix, connection: client }, createRedisBackend);
      producer.on('error', (error) => options.onTrouble(error, 'queue'));
      await producer.waitUntilReady();
      return new RedisEngine(client, producer, warnings, options.onTrouble);
    } catch (error) {
      client.disconnect();
      throw error;
    }
  }

  producer(): IQueueBackend {
    return this.producerQueue.getBackend();
  }

  async openQueue(queueName: string): Promise<QueueHandles> {
    const connection = { prefix, connection: this.client };
    const queue = new Queue(queueName, { ...queueOptions, ...connection }, createRedisBackend);
    const worker = new Worker(queueName, null, { ...workerOptions, ...connection }, createRedisBackend);
    const report = (error: Error) => this.onTrouble(error, queueName);
    queue.on('error', report);
    worker.on('error', report);
    const close = async () => void (await Promise.allSettled([worker.close(true), queue.close()]));
    try {
      await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    } catch (error) {
      await close();
      throw error;
    }
    return { queue, worker, close } as unknown as QueueHandles;
  }

  async countWaiting(queueNames: readonly string[]): Promise<Int32Array> {
    const pipeline = this.client.pipeline();
    for (const name of queueNames) pipeline.llen(`${prefix}:${name}:wait`);
    const answers = (await pipeline.exec()) ?? [];
    return Int32Array.from(queueNames, (_, index) => {
      const [error, length] = answers[index] ?? [new Error('Redis gave no answer')];
      if (error) throw error;
      return Number(length);
    });
  }

  async close(): Promise<void> {
    await this.transport.close();
    await this.producerQueue.close().catch(() => undefined);
    this.client.disconnect();
  }
}

/** Redis answers before it has written to disk, unless it is told otherwise: say so instead of hoping. */
async function warningsOf(client: Redis): Promise<string[]> {
  const info = await client.info();
  const warnings: string[] = [];
  if (!/^aof_enabled:1/m.test(info))
    warnings.push(
      'Redis keeps accepted readings in memory only and loses them when it stops; set "appendonly yes" and "appendfsync always".',
    );
  else if (!(await writesThrough(client)))
    warnings.push(
      'Redis may lose the last second of accepted readings when its machine fails; set "appendfsync always".',
    );
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (policy && policy !== 'noeviction')
    warnings.push(`Redis may throw away queued readings when its memory is full; set "maxmemory-policy noeviction".`);
  return warnings;
}

/** Rented Redis servers often refuse to show their settings: then there is nothing to say. */
async function writesThrough(client: Redis): Promise<boolean> {
  const answer = await client.config('GET', 'appendfsync').catch(() => undefined);
  return !Array.isArray(answer) || answer[1] === 'always';
}
