import type pg from 'pg';
import { appendEvent } from './audit-trail.js';
import { inTransaction } from './in-transaction.js';

const dayMs = 86_400_000;

/**
 * Removes the oldest months of the audit trail that lie wholly before its retention. An anchor event keeps number and
 * hash of the last one removed, so that the rest is still proven.
 * @returns how many events were removed
 * @throws Error of the server when events younger than a year would go
 */
export function pruneAudit(pool: pg.Pool, keepDays: number, now: Date): Promise<number> {
  const keepFrom = new Date(now.getTime() - keepDays * dayMs);
  const cutoff = new Date(Date.UTC(keepFrom.getUTCFullYear(), keepFrom.getUTCMonth()));
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string; hash: string }>(
      `SELECT id, encode(hash, 'hex') AS hash FROM audit_event WHERE at < $1 ORDER BY id DESC LIMIT 1`,
      [cutoff],
    );
    if (rows.length === 0) return 0;
    const anchor = await appendEvent(client, {
      actor: { kind: 'system', id: null, name: 'retention' },
      ...{ action: 'audit.prune', subjectKind: 'audit trail', subject: `events up to ${rows[0].id}` },
      ...{ address: '', requestId: '' },
      after: { lastRemovedId: Number(rows[0].id), lastRemovedHash: rows[0].hash, before: cutoff.toISOString() },
    });
    const removed = await client.query<{ count: string }>('SELECT audit_prune($1) AS count', [anchor]);
    return Number(removed.rows[0].count);
  });
}
