import type { KeptSearch } from '#contracts/search';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';

/** So many of the last searches are remembered; pinned ones stay, but no more than so many. */
export const mostRecent = 20;
export const mostPinned = 50;

/** Searches that people made lately or pinned. */
export class KeptSearchStore {
  constructor(private readonly database: Database) {}

  /** Pinned ones first, then the newest. */
  async list(userId: number): Promise<KeptSearch[]> {
    const { rows } = await this.database.pool.query<KeptSearch>(
      'SELECT query AS q, pinned FROM kept_search WHERE user_id = $1 ORDER BY pinned DESC, used_at DESC, query',
      [userId],
    );
    return rows;
  }

  /** Keeps a search as the newest; what is too old goes. @returns false when so many are pinned already */
  keep(userId: number, { q, pinned }: KeptSearch): Promise<boolean> {
    return inTransaction(this.database.pool, async (client) => {
      // One change of a person's searches at a time, so that two do not pin the last place.
      await client.query('SELECT FROM user_account WHERE id = $1 FOR NO KEY UPDATE', [userId]);
      if (pinned) {
        const { rows } = await client.query<{ pinned: number }>(
          'SELECT count(*)::int AS pinned FROM kept_search WHERE user_id = $1 AND pinned AND query <> $2',
          [userId, q],
        );
        if (rows[0].pinned >= mostPinned) return false;
      }
      await client.query(
        `INSERT INTO kept_search (user_id, query, pinned, used_at) VALUES ($1, $2, $3, clock_timestamp())
         ON CONFLICT (user_id, query) DO UPDATE SET pinned = $3, used_at = clock_timestamp()`,
        [userId, q, pinned],
      );
      await client.query(
        `DELETE FROM kept_search WHERE user_id = $1 AND NOT pinned AND query NOT IN (
           SELECT query FROM kept_search WHERE user_id = $1 AND NOT pinned ORDER BY used_at DESC LIMIT $2)`,
        [userId, mostRecent],
      );
      return true;
    });
  }

  async forget(userId: number, q: string): Promise<void> {
    await this.database.pool.query('DELETE FROM kept_search WHERE user_id = $1 AND query = $2', [userId, q]);
  }
}
