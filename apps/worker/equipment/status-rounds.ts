import { Logger } from '@nestjs/common';
import type { Database } from '#storage/database';
import { StatusStore } from '#storage/status-store';
import { decideStatuses, undecidedVisits } from './decide-statuses.js';

/** Whoever holds this lock decides; the other workers find it taken. */
const statusLock = 7_261_012;
const roundEveryMs = 2_000;
/** A worker that begins looks at so many of the newest visits: what ended while nobody looked. */
const lookBack = 10_000n;
/** Visits may be committed out of their order by so many rounds; looking at one again brings nothing about. */
const roundsBack = 5;

/** Lets places say what they mean for the status of equipment. Every worker may do it; one does. */
export class StatusRounds {
  readonly #log = new Logger(StatusRounds.name);
  readonly #store: StatusStore;
  /** The newest visit of each of the last rounds, oldest first; empty until this worker's first one. */
  #seen: string[] = [];
  #undecided: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #busy = false;

  /** @param announce tells those who watch that what is told of the assets with these tags has changed */
  constructor(
    private readonly database: Database,
    private readonly announce: (tagIds: number[]) => void,
  ) {
    this.#store = new StatusStore(database);
  }

  /** Decides every two seconds from now on. */
  start(): void {
    this.#timer = setInterval(() => {
      if (this.#busy) return;
      this.#busy = true;
      this.#running = this.round()
        .catch((error: Error) => this.#log.warn(`Statuses will be looked at again: ${error.message}`))
        .finally(() => (this.#busy = false));
    }, roundEveryMs);
  }

  /** Resolves when nothing is going on. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** One round, unless another worker is at it. Rejects when the database is away; nothing is lost by that. */
  async round(): Promise<void> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [statusLock]);
      // Whoever was at it may be behind; a worker that takes over looks back again.
      if (!rows[0].mine) return void (this.#seen = []);
      try {
        await this.#decide();
      } finally {
        // A connection that cannot give the lock back is thrown away, and the lock with it.
        await client.query('SELECT pg_advisory_unlock($1)', [statusLock]).catch((error: Error) => (broken = error));
      }
    } finally {
      client.release(broken);
    }
  }

  async #decide(): Promise<void> {
    // Asked first: what comes in between is then looked at twice, never missed.
    const newest = await this.#store.newestVisit();
    const after = this.#seen[0] ?? String(BigInt(newest) > lookBack ? BigInt(newest) - lookBack : 0n);
    const rules = await this.#store.rules();
    const stays = await this.#store.staysOf(after, this.#undecided);
    const evidence = [...stays, ...(await this.#store.openStays())];
    const changed = await this.#store.apply(decideStatuses(rules, evidence));
    this.#seen = [...this.#seen, newest].slice(-roundsBack);
    this.#undecided = undecidedVisits(rules, stays);
    if (changed.length > 0) this.announce(changed);
  }
}
