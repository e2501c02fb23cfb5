import type pg from 'pg';
import type { AuditVerification } from '#contracts/audit';
import { type AuditLink, hashAfter } from './audit-chain.js';
import { isAppendOnly } from './audit-protection.js';

const pageSize = 2000;

interface StoredLink extends Omit<AuditLink, 'id' | 'atMs'> {
  id: string;
  atMicros: string | null;
  hash: Buffer;
}

/** The beginning of what is there: where the numbers go on, and after which hash. */
interface Beginning {
  id: number;
  hash: Buffer;
}

/**
 * Recomputes the chain from its first event, and says the first that does not fit.
 * @param knownHead the head of an earlier look, in hex; without it a trail whose newest events were cut off looks whole
 */
export async function verifyAudit(pool: pg.Pool, knownHead: string | null = null): Promise<AuditVerification> {
  const client = await pool.connect();
  try {
    // One moment for all pages: events that are pruned or appended meanwhile do not matter.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return { ...(await walk(client, knownHead?.toLowerCase() ?? null)), appendOnly: await isAppendOnly(client) };
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
}

async function walk(client: pg.ClientBase, knownHead: string | null): Promise<Omit<AuditVerification, 'appendOnly'>> {
  const beginning = await beginningOf(client);
  let { id, hash } = beginning;
  let events = 0;
  let seenHead = knownHead === null || hash.toString('hex') === knownHead;
  const broken = (at: number, reason: string) => ({
    ...{ intact: false, events, head: hash.toString('hex'), broken: { id: at, reason } },
  });
  for (;;) {
    const page = await linksAfter(client, events === 0 ? null : id);
    for (const stored of page) {
      const found = Number(stored.id);
      if (found !== id + 1)
        return broken(found, events === 0 ? missingBefore(found) : `Events ${id + 1} to ${found - 1} are missing.`);
      if (!fits(hash, stored))
        return broken(found, 'This event, or the one before it, is not what was recorded: its hash does not fit.');
      id = found;
      hash = stored.hash;
      events++;
      seenHead ||= hash.toString('hex') === knownHead;
    }
    if (page.length < pageSize) break;
  }
  if (!seenHead) return broken(id, 'The head that was given is not in the trail: events after this one were removed.');
  return { intact: true, events, head: hash.toString('hex'), broken: null };
}

/** After pruning the chain begins behind an anchor: the newest event that names the last one removed, and its hash. */
async function beginningOf(client: pg.ClientBase): Promise<Beginning> {
  const { rows } = await client.query<{ lastId: string | null; lastHash: string | null; genesis: string | null }>(
    `SELECT anchor.after ->> 'lastRemovedId' AS "lastId", anchor.after ->> 'lastRemovedHash' AS "lastHash",
       (SELECT value #>> '{}' FROM setting WHERE key = 'audit-genesis') AS genesis
     FROM (SELECT min(id) AS id FROM audit_event) first
     LEFT JOIN LATERAL (SELECT after FROM audit_event
       WHERE action = 'audit.prune' AND after ->> 'lastRemovedId' = (first.id - 1)::text
       ORDER BY id DESC LIMIT 1) anchor ON true`,
  );
  const { lastId, lastHash, genesis } = rows[0];
  if (lastId !== null && lastHash !== null) return { id: Number(lastId), hash: Buffer.from(lastHash, 'hex') };
  return { id: 0, hash: Buffer.from(genesis ?? '', 'hex') };
}

function missingBefore(id: number): string {
  return `Events 1 to ${id - 1} are missing, and no record says that they were removed by retention.`;
}

async function linksAfter(client: pg.ClientBase, id: number | null): Promise<StoredLink[]> {
  const { rows } = await client.query<StoredLink>({
    name: 'audit-links',
    text: `SELECT id, CASE WHEN isfinite(at) THEN (extract(epoch FROM at) * 1000000)::bigint END AS "atMicros",
             actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", action,
             subject_kind AS "subjectKind", subject, before::text, after::text, address, request_id AS "requestId", hash
           FROM audit_event WHERE $1::bigint IS NULL OR id > $1 ORDER BY id LIMIT $2`,
    values: [id, pageSize],
  });
  return rows;
}

function fits(previous: Buffer, { id, atMicros, hash, ...rest }: StoredLink): boolean {
  // Events carry whole milliseconds, so any other moment was not written by us.
  const atMs = atMicros === null ? NaN : Number(atMicros) / 1000;
  if (!Number.isInteger(atMs) || Number.isNaN(new Date(atMs).getTime())) return false;
  return hashAfter(previous, { ...rest, id: Number(id), atMs }).equals(hash);
}
