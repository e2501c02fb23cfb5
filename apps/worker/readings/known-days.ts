import type { Position } from '#contracts/position';
import type { Database } from '#storage/database';
import { ensureDays } from '#storage/position-days';

const dayMs = 86_400_000;

/** Remembers which days the history has a place for, and makes one before the first position of a new day. */
export class KnownDays {
  readonly #days = new Set<number>();

  constructor(private readonly database: Database) {}

  /** Resolves when the days of all these positions have their place. */
  async ensureFor(positions: readonly Position[]): Promise<void> {
    for (const { observedAt } of positions) {
      const day = Math.floor(observedAt / dayMs);
      if (this.#days.has(day)) continue;
      await ensureDays(this.database.pool, new Date(day * dayMs), new Date(day * dayMs));
      this.#days.add(day);
    }
  }

  /** Days may have been dropped: ask again. */
  forget(): void {
    this.#days.clear();
  }
}
