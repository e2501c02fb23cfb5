import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';

/** How fast attempts under a key may follow each other. */
export interface Slowdown {
  key: string;
  /** So many attempts are free; each one after them doubles the wait, from a second. */
  free: number;
  /** The longest wait, seconds. */
  mostS: number;
}

/** After this time without an attempt a key starts afresh, seconds. */
const forgottenAfterS = 3600;

/** Counts attempts at passwords and codes in the database, so that all processes of the api slow them down together. */
export class AttemptStore {
  constructor(
    private readonly database: Database,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Counts an attempt before it is made: many at once get no further than one after the other. An attempt that is
   * refused here counts nowhere.
   * @returns 0 when it may be made, otherwise the seconds to wait.
   */
  async begin(slowdowns: readonly Slowdown[]): Promise<number> {
    const at = new Date(this.now());
    // In one order, so that two requests never wait for each other.
    const sorted = [...slowdowns].sort((one, other) => (one.key < other.key ? -1 : 1));
    const wait = new Wait();
    try {
      await inTransaction(this.database.pool, async (client) => {
        wait.seconds = 0;
        for (const { key, free, mostS } of sorted) {
          const { rowCount } = await client.query({
            name: 'begin-attempt',
            text: `INSERT INTO sign_in_delay AS delay (key, attempts, last_at, next_at) VALUES ($1, 1, $2, $2)
              ON CONFLICT (key) DO UPDATE SET last_at = $2,
                attempts = CASE WHEN delay.last_at < $2 - make_interval(secs => $5) THEN 1 ELSE delay.attempts + 1 END,
                next_at = CASE
                  WHEN delay.last_at < $2 - make_interval(secs => $5) OR delay.attempts + 1 <= $3 THEN $2
                  ELSE $2 + make_interval(secs => least($4, 2 ^ least(delay.attempts - $3, 20)))
                END
              WHERE delay.next_at <= $2 OR delay.attempts < $3`,
            values: [key, at, free, mostS, forgottenAfterS],
          });
          if (rowCount === 1) continue;
          const { rows } = await client.query<{ nextAt: Date }>(
            'SELECT next_at AS "nextAt" FROM sign_in_delay WHERE key = $1',
            [key],
          );
          wait.seconds = Math.max(1, Math.ceil((rows[0].nextAt.getTime() - at.getTime()) / 1000));
          throw wait;
        }
      });
    } catch (error) {
      if (error !== wait) throw error;
    }
    return wait.seconds;
  }

  /** Takes back what `begin` counted, because the attempt was right. */
  async succeeded(slowdowns: readonly Slowdown[]): Promise<void> {
    const keys = slowdowns.map(({ key }) => key);
    const at = new Date(this.now());
    await inTransaction(this.database.pool, async (client) => {
      // In the order in which `begin` takes them; an UPDATE of several rows takes them in any.
      await client.query('SELECT FROM sign_in_delay WHERE key = ANY ($1) ORDER BY key COLLATE "C" FOR UPDATE', [keys]);
      await client.query(
        `UPDATE sign_in_delay SET attempts = greatest(attempts - 1, 0), next_at = least(next_at, $2)
         WHERE key = ANY ($1)`,
        [keys, at],
      );
    });
  }

  /** Starts a key afresh. */
  async forget(key: string): Promise<void> {
    await this.database.pool.query('DELETE FROM sign_in_delay WHERE key = $1', [key]);
  }

  /** Removes what is too old to count. */
  async tidy(): Promise<void> {
    await this.database.pool.query(
      // What somebody holds is in use again; waiting for it with others held could be for ever.
      `DELETE FROM sign_in_delay WHERE key IN (
         SELECT key FROM sign_in_delay WHERE last_at < $1 FOR UPDATE SKIP LOCKED)`,
      [new Date(this.now() - 2 * forgottenAfterS * 1000)],
    );
  }
}

/** Rolls the counting back and carries out how long to wait. */
class Wait extends Error {
  seconds = 0;
}
