import { Logger } from '@nestjs/common';
import type { Configuration } from '#contracts/configuration';
import { type Retention, type RetentionKind, retentionKinds } from '#contracts/privacy';
import { auditHead } from '#storage/audit-trail';
import type { Database } from '#storage/database';
import { enforceRetention } from '#storage/enforce-retention';
import { inTransaction } from '#storage/in-transaction';
import { forgetPersons } from '#storage/person-history';
import { ensureDays } from '#storage/position-days';
import { PrivacyStore } from '#storage/privacy-store';
import { RetentionStore } from '#storage/retention-store';
import type { KnownDays } from '../readings/known-days.js';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Whoever holds this lock removes; the other workers find it taken. */
const leaderLock = 7_261_011;

/** Makes room for the coming days and removes what may not be kept any longer. Every worker may do it; one does. */
export class Housekeeping {
  readonly #log = new Logger(Housekeeping.name);
  readonly #retention: RetentionStore;
  readonly #privacy: PrivacyStore;
  readonly #timers: NodeJS.Timeout[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
    private readonly days: KnownDays,
  ) {
    this.#retention = new RetentionStore(database, configuration.WARDMAP_POSITION_RETENTION_DAYS);
    this.#privacy = new PrivacyStore(database);
  }

  /** Makes room now; removes now and every hour from now on, and every minute what concerns persons. */
  async start(): Promise<void> {
    // First what goes: a day that a killed process left half dropped must be gone before days are counted.
    await this.#asLeader(() => this.#enforce('positions', Date.now()));
    await this.#makeRoom(Date.now());
    this.#soon(() => this.#hourly(Date.now()));
    this.#timers.push(
      setInterval(() => this.#soon(() => this.#hourly(Date.now())), hourMs),
      setInterval(() => this.#soon(() => this.#forgetPersons(Date.now())), minuteMs),
    );
  }

  /** Resolves when nothing is going on. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#turn;
  }

  async #hourly(now: number): Promise<void> {
    await this.#asLeader(async () => {
      for (const kind of Object.keys(retentionKinds) as RetentionKind[]) await this.#enforce(kind, now);
      // In a log that is kept elsewhere it shows later whether events were cut off (wardmap audit verify --head).
      const head = await auditHead(this.database.pool);
      if (head) this.#log.log(`Audit trail: ${head.id} events, head ${head.hash}`);
    });
    await this.#makeRoom(now);
    await this.#forgetPersons(now);
  }

  async #makeRoom(now: number): Promise<void> {
    const oldest = now - this.configuration.WARDMAP_MAX_AGE_HOURS * hourMs;
    await ensureDays(this.database.pool, new Date(oldest), new Date(now + 2 * dayMs));
  }

  /** A kind that cannot be removed now is told and tried again; the others are not held up. */
  async #enforce(kind: RetentionKind, now: number): Promise<void> {
    try {
      const removed = await enforceRetention(this.database.pool, kind, await this.#daysKept(), new Date(now));
      await this.#retention.noteRun(kind, new Date(now), removed);
      if (removed === 0) return;
      if (kind === 'positions') this.days.forget();
      this.#log.log(`Retention of ${kind}: ${removed} ${kind === 'positions' ? 'days' : 'rows'} removed`);
    } catch (error) {
      this.#log.warn(`Retention of ${kind} will be tried again: ${(error as Error).message}`);
    }
  }

  /** Days that readings may still be sent for stay, however short positions are kept. */
  async #daysKept(): Promise<Retention> {
    const days = await this.#retention.days();
    return { ...days, positions: Math.max(days.positions, this.configuration.WARDMAP_MAX_AGE_HOURS / 24) };
  }

  async #forgetPersons(now: number): Promise<void> {
    await this.#asLeader(async () => {
      const persons = await this.#privacy.current();
      const removed = await inTransaction(this.database.pool, (client) =>
        forgetPersons(client, persons, new Date(now)),
      );
      if (removed > 0) this.#log.log(`Persons: ${removed} rows removed`);
    });
  }

  async #asLeader(work: () => Promise<void>): Promise<void> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [leaderLock]);
      if (!rows[0].mine) return;
      try {
        await work();
      } finally {
        // A connection that cannot give the lock back is thrown away, and the lock with it.
        await client.query('SELECT pg_advisory_unlock($1)', [leaderLock]).catch((error: Error) => (broken = error));
      }
    } finally {
      client.release(broken);
    }
  }

  #soon(work: () => Promise<void>): void {
    this.#turn = this.#turn
      .then(work)
      .catch((error: Error) => this.#log.warn(`Housekeeping will be tried again: ${error.message}`));
  }
}
