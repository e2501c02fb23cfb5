import type pg from 'pg';
import type { Retention, RetentionKind } from '#contracts/privacy';
import { dropDaysBefore } from './position-days.js';
import { pruneOldestMonth } from './prune-audit.js';

const dayMs = 86_400_000;
const batchSize = 5000;
/** So much at a time; the rest goes at the next run. */
const mostBatches = 200;

type Enforce = (pool: pg.Pool, before: Date) => Promise<number>;

/** How each kind of data is removed that is older than a moment. The audit trail is pruned by months. */
const byKind: Record<Exclude<RetentionKind, 'audit'>, Enforce> = {
  positions: async (pool, before) => (await dropDaysBefore(pool, before)).length,
  visits: deleteVisits,
  sessions: (pool, before) => deleteOld(pool, before, 'user_session', 'coalesce(ended_at, ends_at)'),
  sightings: (pool, before) => deleteOld(pool, before, 'unassigned_sighting', 'last_seen_at'),
  traffic: (pool, before) => deleteOld(pool, before, 'traffic_window', 'at'),
};

/**
 * Removes what is older than its kind is kept, in bounded batches.
 * @returns the number of rows removed; of positions, of days
 * @throws Error of the driver; what was removed before stays removed
 */
export function enforceRetention(pool: pg.Pool, kind: RetentionKind, days: Retention, now: Date): Promise<number> {
  if (kind === 'audit') return pruneMonths(pool, days.audit, now);
  return byKind[kind](pool, new Date(now.getTime() - days[kind] * dayMs));
}

async function pruneMonths(pool: pg.Pool, keepDays: number, now: Date): Promise<number> {
  let removed = 0;
  for (let month = 0; month < mostBatches; month++) {
    const gone = await pruneOldestMonth(pool, keepDays, now);
    if (gone === 0) break;
    removed += gone;
  }
  return removed;
}

/** Table and column are ours, never a user's. */
async function deleteOld(pool: pg.Pool, before: Date, table: string, time: string): Promise<number> {
  let removed = 0;
  for (let batch = 0; batch < mostBatches; batch++) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${time} < $1 LIMIT ${batchSize}))`,
      [before],
    );
    removed += rowCount ?? 0;
    if ((rowCount ?? 0) < batchSize) break;
  }
  return removed;
}

/**
 * Visits have no index by time, and need none: they are numbered about in the order in which they began, so the old ones are
 * found from the first on. One that has not ended stays.
 */
async function deleteVisits(pool: pg.Pool, before: Date): Promise<number> {
  let removed = 0;
  let after = '0';
  for (let batch = 0; batch < mostBatches; batch++) {
    const { rows } = await pool.query<{ last: string | null; old: number; removed: number }>(
      `WITH page AS (SELECT id, entered_at, left_at FROM visit WHERE id > $1 ORDER BY id LIMIT ${batchSize}),
         gone AS (DELETE FROM visit USING page WHERE visit.id = page.id AND page.left_at < $2 RETURNING visit.id)
       SELECT (SELECT max(id) FROM page) AS last, (SELECT count(*) FROM page WHERE entered_at < $2)::int AS old,
         (SELECT count(*) FROM gone)::int AS removed`,
      [after, before],
    );
    const page = rows[0];
    removed += page.removed;
    if (page.last === null || page.old === 0) break;
    after = page.last;
  }
  return removed;
}
