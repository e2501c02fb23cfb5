import type { IQueueBackend, Job, Queue, Worker } from 'bullmq';
import type { BusTransport } from './bus-transport.js';

/** One job as BullMQ hands it out: still unchecked. */
export type RawJob = Job<unknown, unknown>;

/** The three handles by which one queue is read: its jobs, its states, and its wake-up. */
export interface QueueHandles {
  queue: Queue<unknown, unknown, string, unknown, unknown, string, IQueueBackend, never>;
  worker: Worker<unknown, unknown, string, IQueueBackend, never, never>;
  close(): Promise<void>;
}

/** Told of trouble that was survived (a lost connection, a handler that will be tried again). */
export type TroubleListener = (error: Error, where: string) => void;

/** What PostgreSQL and Redis each bring: connections, BullMQ on top of them, and a way to send a line to everybody. */
export interface MessagingEngine {
  readonly backend: 'postgres' | 'redis';
  /** Things the operator should know, in whole sentences; empty when all is well. */
  readonly warnings: readonly string[];
  readonly transport: BusTransport;
  /** Key prefix of all queues; PostgreSQL has a schema instead and ignores it. */
  readonly prefix: string;
  /** The backend through which jobs of any queue are added. */
  producer(): IQueueBackend;
  /** Handles on one queue, ready for use. */
  openQueue(queueName: string): Promise<QueueHandles>;
  /** Jobs waiting in each named queue, in the order of the names. */
  countWaiting(queueNames: readonly string[]): Promise<Int32Array>;
  close(): Promise<void>;
}
