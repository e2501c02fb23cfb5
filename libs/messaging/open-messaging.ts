import type { MessagingEngine, TroubleListener } from './engine.js';
import { LiveBus } from './live-bus.js';
import { pause } from './pause.js';
import { quieten } from './quieten.js';
import { ReadingsQueues } from './readings-queues.js';

export interface MessagingOptions {
  databaseUrl: string;
  /** Queues and bus run on Redis or Valkey when given, on PostgreSQL otherwise. */
  redisUrl?: string;
  partitions: number;
  /** A producer opens fewer connections; it must not call `readings.consume`. */
  role: 'producer' | 'consumer' | 'both';
  /** Shown in the engine's list of connections. */
  applicationName: string;
  /** The most jobs a consumer is handed together. */
  jobsAtOnce?: number;
  /** Told of trouble that was survived, of the same trouble once in ten seconds. */
  onTrouble?: TroubleListener;
}

/** Enough that a commit's cost hardly counts, few enough that a failed one is soon repeated. */
const usualJobsAtOnce = 64;
/** How long `close` waits for an engine that does not answer. */
const closePatienceMs = 5000;

/** Queues and live bus of one process. */
export interface Messaging {
  readonly backend: 'postgres' | 'redis';
  /** What the operator should know about the engine's settings, in whole sentences. */
  readonly warnings: readonly string[];
  readonly readings: ReadingsQueues;
  readonly bus: LiveBus;
  /** Closes consumers that are still open (each finishes its job in hand) and all connections. */
  close(): Promise<void>;
}

/**
 * Opens queues and live bus. This is the one place that chooses the engine.
 * @throws Error when the engine cannot be reached
 */
export async function openMessaging(options: MessagingOptions): Promise<Messaging> {
  const onTrouble = quieten(options.onTrouble);
  const engine = await openEngine(options, onTrouble);
  const readings = new ReadingsQueues(engine, options.partitions, options.jobsAtOnce ?? usualJobsAtOnce, onTrouble);
  let closing: Promise<void> | undefined;
  const close = async () => {
    await readings.close({ finishCurrent: true });
    const closed = new AbortController();
    await Promise.race([engine.close().finally(() => closed.abort()), pause(closePatienceMs, closed.signal)]);
  };
  return {
    backend: engine.backend,
    warnings: engine.warnings,
    readings,
    bus: new LiveBus(engine.transport, onTrouble),
    close: () => (closing ??= close()),
  };
}

async function openEngine(options: MessagingOptions, onTrouble: TroubleListener): Promise<MessagingEngine> {
  const { applicationName, redisUrl, databaseUrl, role, partitions } = options;
  // Imported when needed: whoever runs on the one never loads the driver of the other.
  if (redisUrl) {
    const { RedisEngine } = await import('./redis-engine.js');
    return RedisEngine.open({ redisUrl, applicationName, onTrouble });
  }
  const { PostgresEngine } = await import('./postgres-engine.js');
  return PostgresEngine.open({
    databaseUrl,
    applicationName,
    partitions: role === 'producer' ? 0 : partitions,
    durable: role !== 'consumer',
    onTrouble,
  });
}
