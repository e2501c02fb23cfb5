import type { IQueueBackend } from 'bullmq';
import { readingsQueueName, type ReadingsJob } from '#contracts/queue';
import type { MessagingEngine, TroubleListener } from './engine.js';
import { pause } from './pause.js';
import { ReadingsConsumer, type ReadingsHandler } from './readings-consumer.js';

type Entries = Parameters<IQueueBackend['addFlow']>[0];

const secondTryMs = 100;

/** The readings of one partition on their way to its queue. */
export interface PartitionJob {
  partition: number;
  job: ReadingsJob;
}

/** One queue for each partition of tags; jobs of one partition are handled in the order in which they were added. */
export class ReadingsQueues {
  readonly #names: string[];
  readonly #lastTimestamps: number[] = [];
  readonly #consumers = new Set<ReadingsConsumer>();
  readonly #adding = new Set<Promise<unknown>>();
  #closed = false;

  constructor(
    private readonly engine: MessagingEngine,
    readonly partitions: number,
    private readonly jobsAtOnce: number,
    private readonly onTrouble: TroubleListener,
  ) {
    this.#names = Array.from({ length: partitions }, (_, partition) => readingsQueueName(partition));
  }

  /**
   * Resolves when every job is in its queue for good; all of them come in together or none does.
   * A job whose id still waits in the queue is not added a second time.
   * @throws Error when the queue cannot take them or does not answer; adding the same jobs again is safe
   */
  async add(jobs: readonly PartitionJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const entries = jobs.map(({ partition, job }) => ({
      queueName: this.#nameOf(partition),
      prefix: this.engine.prefix,
      jobId: job.id,
      parentKeyOpts: {},
      jobData: newJob(job, this.#timestampFor(partition)),
    }));
    try {
      await this.#store(entries);
    } catch (error) {
      if (this.#closed) throw error;
      // After a restart of the engine the first try may only find out that its connection is dead.
      await pause(secondTryMs);
      await this.#store(entries);
    }
  }

  /** Jobs that wait in each partition, by partition number. One small query. */
  async waiting(): Promise<Int32Array> {
    return this.engine.countWaiting(this.#names);
  }

  /**
   * Handles the jobs of a partition one after the other until closed. The caller must be the only one
   * that consumes this partition: a job found in work is taken for one that a dead process left, and comes first.
   * Jobs that wait together are handed over together; a handler that rejects gets the same ones again after a
   * short wait.
   */
  async consume(partition: number, handler: ReadingsHandler): Promise<ReadingsConsumer> {
    const handles = await this.engine.openQueue(this.#nameOf(partition));
    const consumer: ReadingsConsumer = new ReadingsConsumer(
      partition,
      { ...handles, close: () => handles.close().finally(() => this.#consumers.delete(consumer)) },
      handler,
      this.jobsAtOnce,
      this.onTrouble,
    );
    this.#consumers.add(consumer);
    return consumer;
  }

  /** Takes no more jobs, waits for those that are being added, and closes all consumers. */
  async close(options: { finishCurrent: boolean }): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([...this.#adding, ...[...this.#consumers].map((consumer) => consumer.close(options))]);
  }

  async #store(entries: Entries): Promise<void> {
    // BullMQ never answers on connections that are closing: then a refusal must come from here.
    if (this.#closed) throw new Error('The readings queues are closed; this process is about to end.');
    const adding = this.engine.producer().addFlow(entries);
    this.#adding.add(adding);
    const results = await adding.finally(() => this.#adding.delete(adding));
    // BullMQ's own FlowProducer swallows these errors; a batch that was not stored must never look stored.
    for (const [index, { queueName, jobId }] of entries.entries()) {
      const [error, id] = results?.[index] ?? [new Error('the transaction was not carried out'), ''];
      if (error || id !== jobId)
        throw new Error(`The queue ${queueName} did not take the readings: ${error?.message ?? `answer ${id}`}`, {
          cause: error ?? undefined,
        });
    }
  }

  /**
   * Milliseconds, but never the same twice in a partition: jobs found in work are put in order by it, and
   * several may have been added, and taken, within one millisecond.
   */
  #timestampFor(partition: number): number {
    const timestamp = Math.max(Date.now(), (this.#lastTimestamps[partition] ?? 0) + 1);
    this.#lastTimestamps[partition] = timestamp;
    return timestamp;
  }

  #nameOf(partition: number): string {
    const name = this.#names[partition];
    if (name === undefined)
      throw new RangeError(`There is no partition ${partition}; partitions go from 0 to ${this.partitions - 1}.`);
    return name;
  }
}

function newJob(job: ReadingsJob, timestamp: number) {
  return {
    id: job.id,
    name: 'readings',
    data: JSON.stringify(job),
    opts: { jobId: job.id, attempts: 1, removeOnComplete: true },
    timestamp,
    progress: 0,
    attemptsMade: 0,
    attemptsStarted: 0,
    failedReason: '',
    returnvalue: '',
    stalledCounter: 0,
  };
}
