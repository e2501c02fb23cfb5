import { randomUUID } from 'node:crypto';
import { createPostgresBackend, createRedisBackend, Queue, runMigrations, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { ReadingsJob } from '#contracts/queue';

export interface DrainOptions {
  backend: 'postgres' | 'redis';
  /** An empty database, or an empty Redis database. */
  url: string;
  /** Jobs to drain, spread evenly over the partitions. */
  batches: number;
  readingsPerBatch: number;
  partitions: number;
  /** One round instead of the median of three. */
  quick: boolean;
}

/**
 * How fast BullMQ as it comes (its own Worker, concurrency 1 a queue, a processor that does nothing) drains
 * queues that were filled beforehand: the most that a chain of one job after the other could reach.
 * @returns readings per second.
 */
export async function benchDrain(options: DrainOptions): Promise<{ readingsPerSecond: number }> {
  const engine = options.backend === 'redis' ? redisEngine(options.url) : await postgresEngine(options);
  try {
    const rates: number[] = [];
    for (let round = 0; round < (options.quick ? 1 : 3); round++) rates.push(await drainOnce(engine, options, round));
    return { readingsPerSecond: rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] };
  } finally {
    await engine.close();
  }
}

interface Engine {
  openQueue(name: string): Queue;
  startWorker(name: string, process: () => Promise<void>): { close(): Promise<void> };
  close(): Promise<void>;
}

async function postgresEngine({ url, partitions }: DrainOptions): Promise<Engine> {
  // As many connections as a worker of ours has: a LISTEN for each queue and some for statements.
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq', max: 2 * partitions });
  pool.setMaxListeners(0);
  const client = await pool.connect();
  await runMigrations(client, 'bullmq');
  client.release();
  return {
    openQueue: (name) => new Queue(name, { connection: pool }, createPostgresBackend) as unknown as Queue,
    startWorker: (name, process) => new Worker(name, process, { connection: pool }, createPostgresBackend),
    close: () => pool.end(),
  };
}

function redisEngine(url: string): Engine {
  const connection = new Redis(url, { maxRetriesPerRequest: null });
  return {
    openQueue: (name) => new Queue(name, { connection }, createRedisBackend) as unknown as Queue,
    startWorker: (name, process) => new Worker(name, process, { connection }, createRedisBackend),
    close: async () => void (await connection.quit()),
  };
}

async function drainOnce(engine: Engine, options: DrainOptions, round: number): Promise<number> {
  const { batches, readingsPerBatch, partitions } = options;
  const names = Array.from({ length: partitions }, (_, partition) => `drain-${round}-${partition}`);
  const shares = names.map((_, partition) => Math.ceil((batches - partition) / partitions));
  for (const [partition, name] of names.entries()) await fill(engine, name, shares[partition], readingsPerBatch);

  let left = batches;
  let finish = () => {};
  const drained = new Promise<void>((resolve) => (finish = resolve));
  const process = async () => {
    if (--left === 0) finish();
  };
  const start = performance.now();
  const workers = names.map((name) => engine.startWorker(name, process));
  await drained;
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(workers.map((worker) => worker.close()));
  return (batches * readingsPerBatch) / seconds;
}

async function fill(engine: Engine, name: string, jobs: number, readingsPerJob: number): Promise<void> {
  const queue = engine.openQueue(name);
  await queue.waitUntilReady();
  for (let added = 0; added < jobs; added += 200)
    await queue.addBulk(
      Array.from({ length: Math.min(200, jobs - added) }, () => {
        const data = readingsJob(readingsPerJob);
        return { name: 'readings', data, opts: { jobId: data.id, removeOnComplete: true } };
      }),
    );
  await queue.close();
}

function readingsJob(readings: number): ReadingsJob {
  const column = (value: (index: number) => number) => Array.from({ length: readings }, (_, index) => value(index));
  return {
    version: 1,
    id: randomUUID(),
    receivedAt: Date.now(),
    baseMs: Date.now(),
    tagId: column(() => 1 + Math.floor(Math.random() * 20_000)),
    readerId: column(() => 1 + Math.floor(Math.random() * 1000)),
    antenna: column(() => 0),
    rssiDbm: column(() => -40 - Math.floor(Math.random() * 55)),
    observedMs: column((index) => -index * 10),
  };
}
