import type pg from 'pg';
import { appendEvent } from './audit-trail.js';
import { inTransaction } from './in-transaction.js';

const dayMs = 86_400_000;

/**
 * Removes the oldest month of the audit trail when it lies wholly before its retention. An anchor event keeps number
 * and hash of the last one removed, so that the rest is still proven. One month at a time, because nobody can record
 * anything meanwhile.
 * @returns how many events were removed; 0 when nothing is old enough
 * @throws Error of the server when events younger than a year would go
 */
export function pruneOldestMonth(pool: pg.Pool, keepDays: number, now: Date): Promise<number> {
  const keepFrom = new Date(now.getTime() - keepDays * dayMs);
  const cutoff = new Date(Date.UTC(keepFrom.getUTCFullYear(), keepFrom.getUTCMonth()));
  return inTransaction(pool, async (client) => {
    const oldest = await client.query<{ at: Date | null }>('SELECT min(at) AS at FROM audit_event WHERE at < $1', [
      cutoff,
    ]);
    const { at } = oldest.rows[0];
    if (at === null) return 0;
    // It is the first of a month as well, so never later than the cutoff.
    const before = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1));
    const { rows } = await client.query<{ id: string; hash: string }>(
      `SELECT id, encode(hash, 'hex') AS hash FROM audit_event WHERE at < $1 ORDER BY at DESC, id DESC LIMIT 1`,
      [before],
    );
    const anchor = await appendEvent(client, {
      actor: { kind: 'system', id: null, name: 'retention' },
      ...{ action: 'audit.prune', subjectKind: 'audit trail', subject: `events up to ${rows[0].id}` },
      ...{ address: '', requestId: '' },
      after: { lastRemovedId: Number(rows[0].id), lastRemovedHash: rows[0].hash, before: before.toISOString() },
    });
    const removed = await client.query<{ count: string }>('SELECT audit_prune($1) AS count', [anchor]);
    return Number(removed.rows[0].count);
  });
}
