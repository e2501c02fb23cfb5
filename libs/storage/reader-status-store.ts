import type { Database } from './database.js';

/** When a reader was last heard, ms since 1970, and how old its newest reading usually gets, ms. */
export interface StoredReaderStatus {
  readerId: number;
  lastHeardAt: number;
  usualGapMs: number;
}

/** What is known of the readers' own silence. */
export class ReaderStatusStore {
  constructor(private readonly database: Database) {}

  /** The status of every reader that was ever heard. */
  async all(): Promise<StoredReaderStatus[]> {
    const { rows } = await this.database.pool.query<StoredReaderStatus>(
      `SELECT reader_id AS "readerId", round(extract(epoch FROM last_heard_at) * 1000)::double precision AS "lastHeardAt",
         usual_gap_ms AS "usualGapMs"
       FROM reader_status`,
    );
    return rows;
  }

  /** Stores what was heard; of several processes that heard a reader the newest counts. */
  async note(statuses: readonly StoredReaderStatus[]): Promise<void> {
    if (statuses.length === 0) return;
    // In order of id, so that two processes that write at once wait for each other and never deadlock.
    const rows = [...statuses].sort((a, b) => a.readerId - b.readerId);
    await this.database.pool.query(
      `INSERT INTO reader_status AS known (reader_id, last_heard_at, usual_gap_ms)
       SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::int[])
       ON CONFLICT (reader_id) DO UPDATE
       SET last_heard_at = excluded.last_heard_at, usual_gap_ms = excluded.usual_gap_ms
       WHERE excluded.last_heard_at > known.last_heard_at`,
      [
        rows.map(({ readerId }) => readerId),
        rows.map(({ lastHeardAt }) => new Date(lastHeardAt)),
        rows.map(({ usualGapMs }) => usualGapMs),
      ],
    );
  }
}
