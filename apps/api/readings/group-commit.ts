import type { ReadingsJob } from '#contracts/queue';
import { ProblemException } from '../problems/problem-exception.js';
import type { ReadyMadeColumns } from '../ready-made/ready-made-columns.js';
import { Gathered } from './gathered.js';
import type { ReadingColumns } from './reading-columns.js';

/** One job of one partition's queue. */
export interface PartitionJob {
  partition: number;
  job: ReadingsJob;
}

interface GroupCommitSettings {
  partitions: number;
  /** Resolves when every job is durable in its queue. */
  add(jobs: PartitionJob[]): Promise<void>;
  /** The most readings of one kind in one job. */
  maxReadingsPerJob?: number;
  /** The most readings that may wait in memory for their queue. */
  maxGathered?: number;
  /** So long after the last flush a small group waits for company, milliseconds. */
  lingerMs?: number;
  /** A group of so many readings waits for nothing but the flush before it. */
  enoughReadings?: number;
  /** After this time without an answer of the queue the waiting requests are refused, milliseconds. */
  timeoutMs?: number;
}

/** The requests that share one flush. */
interface Group {
  parts: (Gathered | undefined)[];
  readings: number;
  receivedAt: number;
  durable: Promise<void>;
  settle(error?: Error): void;
}

/**
 * Writes the readings of many requests to the queues together: while one flush is on its way, what arrives
 * gathers for the next, and small groups that follow each other closely are held together. A flush is one job
 * per partition, so its cost does not grow with the number of requests. See docs/decisions/group-commit.md.
 */
export class GroupCommit {
  private gathering: Group | null = null;
  private flushing: Promise<void> | null = null;
  /** Readings accepted into memory and not yet in a queue. */
  private waiting = 0;
  private readonly maxPerJob: number;
  private readonly maxGathered: number;
  private readonly timeoutMs: number;
  private readonly lingerMs: number;
  private readonly enoughReadings: number;
  private flushedAt = -Infinity;
  /** Ends the waiting for company. */
  private hurry: () => void = () => undefined;

  constructor(private readonly settings: GroupCommitSettings) {
    this.maxPerJob = settings.maxReadingsPerJob ?? 5_000;
    this.maxGathered = settings.maxGathered ?? 200_000;
    this.timeoutMs = settings.timeoutMs ?? 10_000;
    this.lingerMs = settings.lingerMs ?? 50;
    this.enoughReadings = settings.enoughReadings ?? 2_000;
  }

  /** Whether so many more readings fit into memory. */
  hasRoomFor(readings: number): boolean {
    return this.waiting + readings <= this.maxGathered;
  }

  /**
   * Takes a batch over (its columns are copied before this returns).
   * @returns a promise that resolves when the batch is durable, and rejects with 503 when it may not be:
   * the sender then sends it again, duplicates are recognised later.
   */
  commit(columns: ReadingColumns, receivedAt: number): Promise<void> {
    return this.join(columns, receivedAt, (part, row) => part.addReading(columns, row));
  }

  /** Like `commit` for positions that another engine computed; they share jobs with the readings of their time. */
  commitReadyMade(columns: ReadyMadeColumns, receivedAt: number): Promise<void> {
    return this.join(columns, receivedAt, (part, row) => part.addReadyMade(columns, row));
  }

  private join(
    { count, partition }: { count: number; partition: ArrayLike<number> },
    receivedAt: number,
    addTo: (part: Gathered, row: number) => void,
  ): Promise<void> {
    const group = (this.gathering ??= this.openGroup());
    group.readings += count;
    // The latest of the group, so that no observation of it lies after its arrival.
    group.receivedAt = Math.max(group.receivedAt, receivedAt);
    this.waiting += count;
    for (let row = 0; row < count; row++) addTo((group.parts[partition[row]] ??= new Gathered()), row);
    this.flushing ??= this.flushAll();
    if (group.readings >= this.enoughReadings) this.hurry();
    return group.durable;
  }

  /** Resolves when nothing waits any more; for shutdown, after the last request came. */
  async drain(): Promise<void> {
    await this.flushing;
  }

  private openGroup(): Group {
    let resolve: () => void, reject: (error: Error) => void;
    const durable = new Promise<void>((yes, no) => ((resolve = yes), (reject = no)));
    const group: Group = {
      parts: new Array<Gathered | undefined>(this.settings.partitions),
      readings: 0,
      receivedAt: 0,
      durable,
      settle: (error) => {
        clearTimeout(timer);
        if (error) reject(error);
        else resolve();
      },
    };
    const timer = setTimeout(() => this.giveUp(group), this.timeoutMs);
    return group;
  }

  /** Refuses a group that waited too long; one that is not on its way yet is not sent any more. */
  private giveUp(group: Group): void {
    if (this.gathering === group) {
      this.gathering = null;
      this.waiting -= group.readings;
    }
    group.settle(notDurable());
  }

  private async flushAll(): Promise<void> {
    // Requests that were read from their sockets in the same turn of the event loop join the first flush.
    await new Promise((turn) => setImmediate(turn));
    while (this.gathering !== null) {
      await this.linger(this.gathering);
      const group = this.gathering;
      if (group === null) break;
      this.gathering = null;
      this.flushedAt = performance.now();
      try {
        await this.settings.add(this.jobsOf(group));
        group.settle();
      } catch (error) {
        group.settle(notDurable(error));
      }
      this.waiting -= group.readings;
    }
    this.flushing = null;
  }

  /** A job costs the queue the same whether it is small or large: soon after a flush, a small group waits. */
  private async linger(group: Group): Promise<void> {
    const waitMs = this.flushedAt + this.lingerMs - performance.now();
    if (waitMs <= 0 || group.readings >= this.enoughReadings) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, waitMs);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private jobsOf(group: Group): PartitionJob[] {
    const jobs: PartitionJob[] = [];
    group.parts.forEach((part, partition) => {
      for (const job of part?.jobs(this.maxPerJob, group.receivedAt) ?? []) jobs.push({ partition, job });
    });
    return jobs;
  }
}

function notDurable(cause?: unknown): ProblemException {
  const problem = new ProblemException(
    503,
    'The queue did not confirm these readings; send them again (readings that did arrive are recognised).',
    { retryAfterS: 2 },
  );
  problem.cause = cause;
  return problem;
}
