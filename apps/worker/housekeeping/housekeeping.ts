import { Logger } from '@nestjs/common';
import type { Configuration } from '#contracts/configuration';
import type { Database } from '#storage/database';
import { dropDaysBefore, ensureDays } from '#storage/position-days';
import type { KnownDays } from '../readings/known-days.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Makes room for the coming days and drops positions whose time is over. Every worker may do it; one does. */
export class Housekeeping {
  readonly #log = new Logger(Housekeeping.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
    private readonly days: KnownDays,
  ) {}

  /** Does it now and every hour from now on. */
  async start(): Promise<void> {
    await this.#run(Date.now());
    this.#timer = setInterval(() => {
      this.#run(Date.now()).catch((error: Error) =>
        this.#log.warn(`Housekeeping will be tried again: ${error.message}`),
      );
    }, hourMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #run(now: number): Promise<void> {
    const keepFrom = new Date(now - this.configuration.WARDMAP_POSITION_RETENTION_DAYS * dayMs);
    // First what goes: a day that a killed process left half dropped must be gone before days are counted.
    const dropped = await dropDaysBefore(this.database.pool, keepFrom);
    const oldest = now - this.configuration.WARDMAP_MAX_AGE_HOURS * hourMs;
    await ensureDays(this.database.pool, new Date(oldest), new Date(now + 2 * dayMs));
    if (dropped.length === 0) return;
    this.days.forget();
    this.#log.log(`Dropped the positions of ${dropped.length} days before ${keepFrom.toISOString().slice(0, 10)}`);
  }
}
