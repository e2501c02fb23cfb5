import { Logger } from '@nestjs/common';
import type { ReadingsConsumer } from '#messaging/readings-consumer';
import type { ReadingsQueues } from '#messaging/readings-queues';
import type { PartitionLease, PartitionLeases } from '#storage/partition-lease';
import { PartitionWork, type Surroundings } from '../readings/partition-work.js';

/** How often a worker looks whether partitions are free or shares have changed. */
const lookEveryMs = 1000;
const tickEveryMs = 500;
const pruneEveryMs = 30_000;

interface Owned {
  lease: PartitionLease;
  work: PartitionWork;
  consumer: ReadingsConsumer;
}

/**
 * Takes this worker's fair share of the partitions, works on them, and gives them up when another worker
 * comes or the lease is lost.
 */
export class PartitionOwner {
  readonly #log = new Logger(PartitionOwner.name);
  readonly #owned = new Map<number, Owned>();
  /** Partitions whose lost lease is still being wound up. */
  readonly #leaving = new Set<number>();
  readonly #timers: NodeJS.Timeout[] = [];
  #looking: Promise<void> = Promise.resolve();
  #closing = false;
  #trouble = '';

  constructor(
    private readonly leases: PartitionLeases,
    private readonly queues: ReadingsQueues,
    private readonly partitions: number,
    private readonly around: Surroundings,
  ) {}

  /** Partitions this worker holds now, in order. */
  get held(): number[] {
    return [...this.#owned.keys()].sort((a, b) => a - b);
  }

  /** Starts looking for partitions; resolves after the first look. */
  async start(): Promise<void> {
    await this.#look();
    this.#every(lookEveryMs, () => this.#look());
    this.#every(tickEveryMs, () => this.#all((work) => work.tick(Date.now())));
    this.#every(pruneEveryMs, () => this.#all((work) => work.prune()));
  }

  /** Finishes the batches in hand and gives everything back. */
  async close(): Promise<void> {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking;
    await Promise.all(this.held.map((partition) => this.#giveBack(partition)));
    await this.leases.close();
  }

  #every(intervalMs: number, work: () => Promise<void>): void {
    let running = false;
    this.#timers.push(
      setInterval(() => {
        if (running) return;
        running = true;
        void work().finally(() => (running = false));
      }, intervalMs),
    );
  }

  async #all(work: (partition: PartitionWork) => Promise<void>): Promise<void> {
    // A write that fails here is tried again at the next tick; a lost lease is seen elsewhere.
    await Promise.all(
      [...this.#owned.values()].map((owned) =>
        work(owned.work).catch((error) => this.around.report(error, `partition ${owned.lease.partition}`)),
      ),
    );
  }

  #look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#takeShare()).catch((error) => this.#complain(error));
    return this.#looking;
  }

  async #takeShare(): Promise<void> {
    if (this.#closing) return;
    const { workers, held } = await this.leases.overview();
    this.#complain(null);
    const share = Math.ceil(this.partitions / Math.max(1, workers));
    for (const partition of this.held.slice(share)) await this.#giveBack(partition);
    for (let partition = 0; partition < this.partitions && this.#owned.size < share; partition += 1)
      if (!held.has(partition) && !this.#owned.has(partition) && !this.#leaving.has(partition))
        await this.#take(partition);
  }

  async #take(partition: number): Promise<void> {
    const lease = await this.leases.take(partition);
    if (!lease) return;
    const work = new PartitionWork(lease, this.around);
    const consumer = await this.queues
      .consume(partition, (jobs) => work.handle(jobs, Date.now()))
      .catch(async (error) => {
        await lease.release();
        throw error;
      });
    const owned = { lease, work, consumer };
    this.#owned.set(partition, owned);
    void lease.lost.then(() => this.#lost(owned));
    this.#log.log(`Partition ${partition} taken (${this.#owned.size} of ${this.partitions})`);
  }

  async #giveBack(partition: number): Promise<void> {
    const owned = this.#owned.get(partition);
    if (!owned) return;
    this.#owned.delete(partition);
    await owned.consumer.close({ finishCurrent: true });
    await owned.work.settled();
    await owned.lease.release();
    this.#log.log(`Partition ${partition} given back`);
  }

  async #lost(owned: Owned): Promise<void> {
    const { partition } = owned.lease;
    if (this.#owned.get(partition) !== owned) return;
    this.#owned.delete(partition);
    this.#log.warn(`Partition ${partition}: the database session with its lease broke off; taking it again`);
    this.#leaving.add(partition);
    await owned.consumer.close({ finishCurrent: false }).finally(() => this.#leaving.delete(partition));
  }

  /** Says a trouble once, not every second. */
  #complain(error: unknown): void {
    const trouble = error === null ? '' : error instanceof Error ? error.message : String(error);
    if (trouble !== '' && trouble !== this.#trouble) this.#log.warn(`Cannot look for partitions: ${trouble}`);
    if (trouble === '' && this.#trouble !== '') this.#log.log('Looking for partitions again');
    this.#trouble = trouble;
  }
}
