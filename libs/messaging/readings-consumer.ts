import { Job, UnrecoverableError } from 'bullmq';
import { readingsJobSchema, type ReadingsJob } from '#contracts/queue';
import type { QueueHandles, RawJob, TroubleListener } from './engine.js';
import { pause } from './pause.js';

/** Handles one job; `signal` is aborted when the consumer is closed without waiting for it. */
export type ReadingsHandler = (job: ReadingsJob, signal: AbortSignal) => Promise<void>;

/**
 * BullMQ's token for "no lock". Locks guard against two workers on one job; here the caller's lease on the
 * partition does that already, and without locks nothing can expire and lose its place in the order.
 */
const noLock = '0';
/** A wake-up that got lost (connection broken in that moment) delays a job by at most this. */
const longestSleepS = 2;
/** How often a busy consumer looks for jobs that were activated without an answer reaching anybody. */
const orphanCheckMs = 10_000;
const firstRetryMs = 50;
const slowestRetryMs = 2000;

/** The loop that handles one partition's jobs strictly in order. Made by `ReadingsQueues.consume`. */
export class ReadingsConsumer {
  readonly #stopping = new AbortController();
  readonly #abandon = new AbortController();
  readonly #loop: Promise<void>;
  #inHand: string | undefined;
  #drained = false;
  #closing: Promise<void> | undefined;

  constructor(
    readonly partition: number,
    private readonly handles: QueueHandles,
    private readonly handler: ReadingsHandler,
    private readonly onTrouble: TroubleListener,
    private readonly onClosed: () => void,
  ) {
    this.#loop = this.#run();
  }

  /** True when no job is in hand and the queue was empty at the last look. */
  idle(): boolean {
    return this.#drained && this.#inHand === undefined;
  }

  /**
   * Stops. With `finishCurrent` the job in hand is finished first (but not tried again when it fails);
   * without it the job is left as it is, and the next consumer of the partition begins with it.
   */
  close(options: { finishCurrent: boolean }): Promise<void> {
    this.#stopping.abort();
    if (!options.finishCurrent) this.#abandon.abort();
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    const { queue, worker } = this.handles;
    await worker.getBackend().disconnectBlocking(false);
    await Promise.race([this.#loop, aborted(this.#abandon.signal)]);
    await Promise.allSettled([worker.close(true), queue.close()]);
    this.onClosed();
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #run(): Promise<void> {
    let next: RawJob | undefined;
    let waitMs = firstRetryMs;
    let orphansPossible = true;
    let checkedAt = 0;
    while (!this.#stopped) {
      try {
        if (orphansPossible || performance.now() - checkedAt > orphanCheckMs) {
          if (!next) await this.#handleOrphans();
          orphansPossible = next !== undefined;
          checkedAt = performance.now();
        }
        if (this.#stopped) return;
        next ??= await this.#take();
        this.#drained = next === undefined;
        if (next) {
          const job = next;
          next = undefined;
          next = await this.#handleAndComplete(job);
        } else {
          // Whoever sleeps has no job in hand: a job in work is then an orphan, and this is the cheap moment to look.
          await this.handles.worker.getBackend().waitForJob(longestSleepS);
          orphansPossible = true;
        }
        waitMs = firstRetryMs;
      } catch (error) {
        if (this.#stopped) return;
        this.#report(error);
        // The answer of a command that did its work may be what got lost: look for the job it activated.
        orphansPossible = true;
        next = undefined;
        await pause(waitMs, this.#stopping.signal);
        waitMs = Math.min(waitMs * 2, slowestRetryMs);
        await this.handles.worker
          .getBackend()
          .reconnectBlocking()
          .catch(() => undefined);
      }
    }
  }

  /** Jobs in work that nobody works on, oldest first. They stay in work meanwhile, so that no later job overtakes. */
  async #handleOrphans(): Promise<void> {
    const orphans = await this.handles.queue.getActive();
    orphans.sort((a, b) => a.timestamp - b.timestamp || (a.processedOn ?? 0) - (b.processedOn ?? 0));
    for (const orphan of orphans) {
      if (this.#stopped) return;
      await this.#handleAndComplete(orphan as RawJob, false);
    }
  }

  async #take(): Promise<RawJob | undefined> {
    return this.#toJob(await this.handles.worker.getBackend().moveToActive(noLock));
  }

  #toJob(answer: unknown[] | void): RawJob | undefined {
    const [json, id] = answer ?? [];
    if (!json) return undefined;
    return Job.fromJSON(this.handles.worker as never, json as never, id as string) as RawJob;
  }

  async #handleAndComplete(raw: RawJob, fetchNext = true): Promise<RawJob | undefined> {
    this.#inHand = raw.id;
    try {
      const parsed = readingsJobSchema.safeParse(raw.data);
      if (!parsed.success) {
        // Trying again cannot help, and waiting would stop the partition: keep it aside for people to see.
        const error = new UnrecoverableError(`not a readings job: ${parsed.error.issues[0]?.message}`);
        this.#report(error);
        await raw.moveToFailed(error, noLock, false);
        return undefined;
      }
      if (!(await this.#handle(parsed.data))) return undefined;
      return await this.#complete(raw, fetchNext && !this.#stopped);
    } finally {
      this.#inHand = undefined;
    }
  }

  /** Calls the handler until it succeeds; false when the consumer was closed before that. */
  async #handle(job: ReadingsJob): Promise<boolean> {
    for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, slowestRetryMs)) {
      try {
        await this.handler(job, this.#abandon.signal);
        return !this.#abandon.signal.aborted;
      } catch (error) {
        if (this.#stopped) return false;
        this.#report(error);
        await pause(waitMs, this.#stopping.signal);
        if (this.#stopped) return false;
      }
    }
  }

  async #complete(raw: RawJob, fetchNext: boolean): Promise<RawJob | undefined> {
    return this.#toJob(await raw.moveToCompleted(null, noLock, fetchNext));
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
