import { ProblemException } from '../problems/problem-exception.js';
import type { GroupCommit } from './group-commit.js';
import type { Logger } from 'pino';

const askEveryMs = 500;

/** Knows how many jobs wait in each partition's queue, from asking twice a second. */
export class Backlog {
  private waiting: ArrayLike<number> = [];
  private timer: NodeJS.Timeout | null = null;
  private asking = false;

  constructor(
    private readonly ask: () => Promise<ArrayLike<number>>,
    /** The most waiting jobs of a partition that still takes readings. */
    private readonly limit: number,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  async start(): Promise<void> {
    this.waiting = await this.ask();
    this.timer = setInterval(() => void this.refresh(), askEveryMs);
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Whether a partition that the batch needs has too much waiting. */
  refuses({ count, partition }: { count: number; partition: ArrayLike<number> }): boolean {
    for (let row = 0; row < count; row++) if (this.waiting[partition[row]] > this.limit) return true;
    return false;
  }

  private async refresh(): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    try {
      this.waiting = await this.ask();
    } catch (error) {
      // The last known numbers stay; a queue that is away refuses by itself, when readings are added.
      this.log.warn({ err: error }, 'the queues did not say how much is waiting');
    } finally {
      this.asking = false;
    }
  }
}

/**
 * Turns a batch away when too much of its kind waits; nothing of it was accepted.
 * @throws ProblemException 429 with the time after which to try again
 */
export function turnAwayWhenFull(
  backlog: Backlog,
  groups: Pick<GroupCommit, 'hasRoomFor'>,
  batch: { count: number; partition: ArrayLike<number> },
  what: string,
): void {
  if (backlog.refuses(batch) || !groups.hasRoomFor(batch.count))
    throw new ProblemException(429, `More ${what} wait than are processed; send this batch again a little later.`, {
      retryAfterS: 2,
    });
}
