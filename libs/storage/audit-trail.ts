import type pg from 'pg';
import type { actorKinds, AuditAction } from '#contracts/audit';
import { type AuditLink, auditJson, auditText, hashAfter } from './audit-chain.js';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';

/** Who appends waits for the same lock, so that ids and chain agree. */
const auditLock = 7_261_010;

export interface AuditActor {
  kind: (typeof actorKinds)[number];
  id: number | null;
  name: string;
}

/** Something to be recorded. `before` and `after` are plain data without secrets. */
export interface NewAuditEvent {
  actor: AuditActor;
  action: AuditAction;
  /** What it was done to: "asset", "user" ..., and which: its number, e-mail address or key. */
  subjectKind: string;
  subject: string;
  before?: unknown;
  after?: unknown;
  address: string;
  requestId: string;
}

/** The trail of who did what: a chain of hashes that only grows. */
export class AuditTrail {
  constructor(private readonly database: Database) {}

  /**
   * Records an event. With a client it is part of the caller's transaction: change and record stand or fall
   * together. Appending holds a lock until that transaction ends, so append last.
   * @throws Error of the driver; then nothing was recorded
   */
  async append(event: NewAuditEvent, client?: pg.ClientBase): Promise<void> {
    if (client) await appendEvents(client, [event]);
    else await inTransaction(this.database.pool, (own) => appendEvents(own, [event]));
  }

  /** Records events in their order, with one statement, in the caller's transaction. */
  async appendAll(events: readonly NewAuditEvent[], client: pg.ClientBase): Promise<void> {
    if (events.length > 0) await appendEvents(client, events);
  }
}

/** The newest event's number and hash (hex); null when there is none. */
export async function auditHead(pool: pg.Pool): Promise<{ id: number; hash: string } | null> {
  const { rows } = await pool.query<{ id: string; hash: string }>(
    `SELECT id, encode(hash, 'hex') AS hash FROM audit_event ORDER BY id DESC LIMIT 1`,
  );
  return rows[0] ? { id: Number(rows[0].id), hash: rows[0].hash } : null;
}

/** Appends inside a transaction. @returns the id of the new event. */
export function appendEvent(client: pg.ClientBase, event: NewAuditEvent): Promise<number> {
  return appendEvents(client, [event]);
}

/** Appends at least one event inside a transaction. @returns the id of the last. */
async function appendEvents(client: pg.ClientBase, events: readonly NewAuditEvent[]): Promise<number> {
  // A statement of its own: the next one must see what those before us in the queue have committed.
  await client.query('SELECT pg_advisory_xact_lock($1)', [auditLock]);
  const { rows } = await client.query<{ id: string; atMs: string; hash: Buffer }>({
    name: 'audit-newest',
    text: `SELECT coalesce(newest.id, 0) AS id,
             floor(extract(epoch FROM greatest(clock_timestamp(), newest.at)) * 1000)::bigint AS "atMs",
             coalesce(newest.hash, decode(genesis.value #>> '{}', 'hex')) AS hash
           FROM setting genesis
           LEFT JOIN LATERAL (SELECT id, at, hash FROM audit_event ORDER BY id DESC LIMIT 1) newest ON true
           WHERE genesis.key = 'audit-genesis'`,
  });
  if (rows.length === 0) throw new Error('The setting "audit-genesis" is missing: the audit trail has no beginning.');
  let { hash } = rows[0];
  const firstId = Number(rows[0].id) + 1;
  const links = events.map((event, index) => {
    const link = linkOf(event, firstId + index, Number(rows[0].atMs));
    hash = hashAfter(hash, link);
    return { ...link, at: new Date(link.atMs), hash: hash.toString('hex') };
  });
  await client.query({
    name: 'audit-append',
    text: `INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, action, subject_kind, subject, before,
             after, address, request_id, hash)
           SELECT id, at, "actorKind", "actorId", "actorName", action, "subjectKind", subject,
             before::json, after::json, address, "requestId", decode(hash, 'hex')
           FROM json_to_recordset($1::json) AS link (id bigint, at timestamptz, "actorKind" text, "actorId" integer,
             "actorName" text, action text, "subjectKind" text, subject text, before text, after text, address text,
             "requestId" text, hash text)
           ORDER BY id`,
    values: [JSON.stringify(links)],
  });
  return firstId + events.length - 1;
}

function linkOf(event: NewAuditEvent, id: number, atMs: number): AuditLink {
  return {
    id,
    atMs,
    actorKind: event.actor.kind,
    actorId: event.actor.id,
    actorName: auditText(event.actor.name, 320),
    action: event.action,
    subjectKind: auditText(event.subjectKind, 60),
    subject: auditText(event.subject, 500),
    before: auditJson(event.before),
    after: auditJson(event.after),
    address: auditText(event.address, 100),
    requestId: auditText(event.requestId, 100),
  };
}
