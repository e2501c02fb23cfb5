import { createPostgresBackend, Queue, runMigrations, Worker, type IQueueBackend } from 'bullmq';
import pg from 'pg';
import type { MessagingEngine, QueueHandles, TroubleListener } from './engine.js';
import { PostgresTransport } from './postgres-transport.js';
import { queueOptions, workerOptions } from './queue-options.js';

/** BullMQ's own tables live in this schema, apart from the application's. */
const schema = 'bullmq';
/** Connections for short queries; each consumed queue holds one more for its LISTEN. */
const queryConnections = 6;

const waitingSql = `
  SELECT queue, count(*)::int AS waiting FROM ${schema}.job
  WHERE state = 'waiting' AND queue = ANY($1) GROUP BY queue`;

/** BullMQ on its PostgreSQL backend; one pool for all queues of the process. */
export class PostgresEngine implements MessagingEngine {
  readonly backend = 'postgres';
  readonly warnings: readonly string[] = [];
  readonly prefix = 'wardmap';
  readonly transport: PostgresTransport;

  private constructor(
    private readonly pool: pg.Pool,
    private readonly producerQueue: ReturnType<typeof openProducer>,
    transport: PostgresTransport,
    private readonly onTrouble: TroubleListener,
  ) {
    this.transport = transport;
  }

  /**
   * Connects and brings BullMQ's tables up to date; processes that start together wait for each other.
   * @throws Error when the database cannot be reached or refuses the tables
   */
  static async open(options: {
    databaseUrl: string;
    applicationName: string;
    partitions: number;
    /** Wait for the disk at each commit. */
    durable: boolean;
    onTrouble: TroubleListener;
  }): Promise<PostgresEngine> {
    const connection = {
      connectionString: withSession(options.databaseUrl, options.durable),
      application_name: options.applicationName,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 10_000,
    };
    const pool = new pg.Pool({
      ...connection,
      max: queryConnections + options.partitions,
      query_timeout: 30_000,
    });
    pool.setMaxListeners(0);
    pool.on('error', (error) => options.onTrouble(error, 'queue'));
    try {
      const client = await pool.connect();
      try {
        await runMigrations(client, schema);
      } finally {
        client.release();
      }
      const producer = openProducer(pool);
      producer.on('error', (error) => options.onTrouble(error, 'queue'));
      await producer.waitUntilReady();
      const transport = new PostgresTransport(pool, connection, options.onTrouble);
      return new PostgresEngine(pool, producer, transport, options.onTrouble);
    } catch (error) {
      await pool.end().catch(() => undefined);
      throw error;
    }
  }

  producer(): IQueueBackend {
    return this.producerQueue.getBackend();
  }

  async openQueue(queueName: string): Promise<QueueHandles> {
    const before = this.pool.listeners('error');
    const queue = new Queue(queueName, { ...queueOptions, connection: this.pool }, createPostgresBackend);
    const worker = new Worker(queueName, null, { ...workerOptions, connection: this.pool }, createPostgresBackend);
    const added = this.pool.listeners('error').filter((listener) => !before.includes(listener));
    const report = (error: Error) => this.onTrouble(error, queueName);
    queue.on('error', report);
    worker.on('error', report);
    const close = async () => {
      await Promise.allSettled([worker.close(true), queue.close()]);
      // BullMQ leaves its listeners on a pool that is not its own; partitions come and go for months.
      for (const listener of added) this.pool.off('error', listener as () => void);
    };
    try {
      await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);
    } catch (error) {
      await close();
      throw error;
    }
    return { queue, worker, close } as unknown as QueueHandles;
  }

  async countWaiting(queueNames: readonly string[]): Promise<Int32Array> {
    const { rows } = await this.pool.query<{ queue: string; waiting: number }>(waitingSql, [queueNames]);
    const waitingOf = new Map(rows.map((row) => [row.queue, row.waiting]));
    return Int32Array.from(queueNames, (name) => waitingOf.get(name) ?? 0);
  }

  async close(): Promise<void> {
    await this.transport.close();
    await this.producerQueue.close();
    await this.pool.end();
  }
}

function openProducer(pool: pg.Pool) {
  return new Queue('readings', { ...queueOptions, connection: pool }, createPostgresBackend);
}

/**
 * BullMQ's statements name no schema: each connection must look into its schema by itself. Where jobs are only
 * taken and completed, commits need not wait for the disk: one that is lost in a crash brings a job a second time,
 * and a second time is recognised by its id.
 */
function withSession(databaseUrl: string, durable: boolean): string {
  const url = new URL(databaseUrl);
  const given = url.searchParams.get('options');
  url.searchParams.set(
    'options',
    `${given ? `${given} ` : ''}-c search_path=${schema}${durable ? '' : ' -c synchronous_commit=off'}`,
  );
  return url.toString();
}
