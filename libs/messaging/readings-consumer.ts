import { Job, UnrecoverableError } from 'bullmq';
import { readingsJobSchema, type ReadingsJob } from '#contracts/queue';
import type { QueueHandles, RawJob, TroubleListener } from './engine.js';
import { pause } from './pause.js';

/**
 * Handles jobs that were waiting together, in their order, all or none of them. `signal` is aborted when the
 * consumer is closed without waiting for it.
 */
export type ReadingsHandler = (jobs: readonly ReadingsJob[], signal: AbortSignal) => Promise<void>;

/**
 * BullMQ's token for "no lock". Locks guard against two workers on one job; here the caller's lease on the
 * partition does that already, and without locks nothing can expire and lose its place in the order.
 */
const noLock = '0';
/** A wake-up that got lost (connection broken in that moment) delays a job by at most this. */
const longestSleepS = 2;
/** How often even an undisturbed consumer looks for jobs in work that nobody works on. */
const orphanCheckMs = 10_000;
const firstRetryMs = 50;
const slowestRetryMs = 2000;
/** With this many readings in hand no more jobs are fetched: what is handled together is committed together. */
const enoughReadings = 5000;
/** How long `close` waits for an engine that does not answer. */
const closePatienceMs = 5000;

/** The loop that handles one partition's jobs strictly in order. Made by `ReadingsQueues.consume`. */
export class ReadingsConsumer {
  readonly #stop = new AbortController();
  readonly #abandon = new AbortController();
  readonly #loop: Promise<void>;
  #handling: Promise<unknown> = Promise.resolve();
  #next: RawJob | undefined;
  #empty = false;
  #orphansCheckedAt = -Infinity;
  #closing: Promise<void> | undefined;

  constructor(
    readonly partition: number,
    private readonly handles: QueueHandles,
    private readonly handler: ReadingsHandler,
    /** The most jobs that are handled together. */
    private readonly jobsAtOnce: number,
    private readonly onTrouble: TroubleListener,
  ) {
    this.#loop = this.#run();
  }

  /** True when no job is in hand and the queue was empty at the last look. */
  idle(): boolean {
    return this.#empty;
  }

  /**
   * Stops. With `finishCurrent` the job in hand is finished first (but not tried again when it fails);
   * without it the job is left as it is, and the next consumer of the partition begins with it.
   */
  close(options: { finishCurrent: boolean }): Promise<void> {
    this.#stop.abort();
    if (!options.finishCurrent) this.#abandon.abort();
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#backend.disconnectBlocking(false).catch(() => undefined);
    const ended = new AbortController();
    await Promise.race([this.#loop, aborted(this.#abandon.signal), this.#losePatience(ended.signal)]);
    ended.abort();
    await this.handles.close();
  }

  async #losePatience(ended: AbortSignal): Promise<void> {
    await this.#handling;
    await pause(closePatienceMs, ended);
  }

  get #backend() {
    return this.handles.worker.getBackend();
  }

  get #orphanCheckDue(): boolean {
    return performance.now() - this.#orphansCheckedAt > orphanCheckMs;
  }

  async #run(): Promise<void> {
    let waitMs = firstRetryMs;
    while (!this.#stop.signal.aborted) {
      try {
        await this.#advance();
        waitMs = firstRetryMs;
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#report(error);
        // What failed may have done its work and only its answer got lost: look for the job it put into work.
        this.#orphansCheckedAt = -Infinity;
        this.#next = undefined;
        await pause(waitMs, this.#stop.signal);
        waitMs = Math.min(waitMs * 2, slowestRetryMs);
      }
    }
  }

  /** One turn: the jobs that wait, or a sleep until there may be one. */
  async #advance(): Promise<void> {
    if (!this.#next && this.#orphanCheckDue) await this.#handleOrphans();
    if (this.#stop.signal.aborted) return;
    const jobs = await this.#takeWaiting();
    if (jobs.length > 0) {
      const fetchNext = !this.#orphanCheckDue;
      this.#next = await this.#handleAndComplete(jobs, fetchNext);
      this.#empty = fetchNext && !this.#next;
    } else this.#empty = true;
    if (this.#empty && !this.#stop.signal.aborted) await this.#sleep();
  }

  /**
   * Puts waiting jobs into work. One at a time would cost a commit each; together, a consumer that fell
   * behind catches up at the pace of its readings.
   */
  async #takeWaiting(): Promise<RawJob[]> {
    const jobs: RawJob[] = [];
    let readings = 0;
    while (jobs.length < this.jobsAtOnce && readings < enoughReadings && !this.#stop.signal.aborted) {
      const job = this.#next ?? this.#toJob(await this.#backend.moveToActive(noLock));
      this.#next = undefined;
      if (!job) break;
      this.#empty = false;
      jobs.push(job);
      readings += (job.data as Partial<ReadingsJob> | null)?.tagId?.length ?? 0;
    }
    return jobs;
  }

  async #sleep(): Promise<void> {
    try {
      await this.#backend.waitForJob(longestSleepS);
    } catch (error) {
      if (!this.#stop.signal.aborted) await this.#backend.reconnectBlocking().catch(() => undefined);
      throw error;
    }
  }

  /**
   * Jobs in work that nobody works on, oldest first: a dead process left them, or the answer that should have
   * brought them got lost. They stay in work until they are done, so that no later job overtakes them.
   */
  async #handleOrphans(): Promise<void> {
    const orphans = (await this.handles.queue.getActive()).filter(Boolean) as RawJob[];
    orphans.sort((a, b) => a.timestamp - b.timestamp);
    for (let first = 0; first < orphans.length; first += this.jobsAtOnce) {
      if (this.#stop.signal.aborted) return;
      this.#empty = false;
      await this.#handleAndComplete(orphans.slice(first, first + this.jobsAtOnce), false);
    }
    this.#orphansCheckedAt = performance.now();
  }

  /** Returns the next job when one was fetched along with completing these. */
  async #handleAndComplete(raws: readonly RawJob[], fetchNext: boolean): Promise<RawJob | undefined> {
    const readable: RawJob[] = [];
    const jobs: ReadingsJob[] = [];
    for (const raw of raws) {
      const parsed = readingsJobSchema.safeParse(raw.data);
      if (parsed.success) {
        readable.push(raw);
        jobs.push(parsed.data);
      } else await this.#setAside(raw, parsed.error.issues[0]?.message ?? '');
    }
    const last = readable.pop();
    if (!last) return undefined;
    const handled = this.#handle(jobs);
    this.#handling = handled;
    if (!(await handled)) return undefined;
    await Promise.all(readable.map((raw) => raw.moveToCompleted(null, noLock, false)));
    return this.#toJob(await last.moveToCompleted(null, noLock, fetchNext && !this.#stop.signal.aborted));
  }

  /** Calls the handler until it succeeds; false when the consumer was closed before that. */
  async #handle(jobs: readonly ReadingsJob[]): Promise<boolean> {
    for (let waitMs = firstRetryMs; !this.#abandon.signal.aborted; waitMs = Math.min(waitMs * 2, slowestRetryMs)) {
      try {
        await this.handler(jobs, this.#abandon.signal);
        return !this.#abandon.signal.aborted;
      } catch (error) {
        if (this.#stop.signal.aborted) return false;
        this.#report(error);
        await pause(waitMs, this.#stop.signal);
        if (this.#stop.signal.aborted) return false;
      }
    }
    return false;
  }

  /** Trying such a job again cannot help, and it would stop its partition: keep it among the failed ones. */
  async #setAside(raw: RawJob, reason: string): Promise<void> {
    const error = new UnrecoverableError(
      `Job ${raw.id} is not a readings job (${reason}); it was set aside as failed.`,
    );
    this.#report(error);
    await raw.moveToFailed(error, noLock, false);
  }

  #toJob(answer: unknown[] | void): RawJob | undefined {
    const [json, id] = answer ?? [];
    return json ? (Job.fromJSON(this.handles.worker as never, json as never, id as string) as RawJob) : undefined;
  }

  #report(error: unknown): void {
    this.onTrouble(error instanceof Error ? error : new Error(String(error)), this.handles.queue.name);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
