import type { z } from 'zod';
import type {
  AuditEventView,
  auditFilterSchema,
  AuditList,
  auditQuerySchema,
  AuditVerification,
} from '#contracts/audit';
import { verifyAudit } from './audit-verification.js';
import type { Database } from './database.js';

export type AuditFilter = z.output<typeof auditFilterSchema>;
export type AuditQuery = z.output<typeof auditQuerySchema>;

const exportPageSize = 1000;

/** Looks into the audit trail. */
export class AuditStore {
  private verifying: Promise<AuditVerification> | null = null;

  constructor(private readonly database: Database) {}

  /** A page of the events that match, newest first. */
  async list({ limit, before, ...filter }: AuditQuery): Promise<AuditList> {
    const events = await this.select(filter, before ?? null, limit + 1);
    const page = events.slice(0, limit);
    return { events: page, next: events.length > limit ? page[page.length - 1].id : null };
  }

  /** All events that match, newest first, page by page. */
  async *pages(filter: AuditFilter): AsyncGenerator<AuditEventView[]> {
    for (let before: number | null = null; ;) {
      const page = await this.select(filter, before, exportPageSize);
      if (page.length > 0) yield page;
      if (page.length < exportPageSize) return;
      before = page[page.length - 1].id;
    }
  }

  /** Recomputes the chain; those who ask while it is under way share one answer. */
  verify(): Promise<AuditVerification> {
    this.verifying ??= verifyAudit(this.database.pool).finally(() => (this.verifying = null));
    return this.verifying;
  }

  private async select(filter: AuditFilter, before: number | null, limit: number): Promise<AuditEventView[]> {
    const { rows } = await this.database.pool.query<Omit<AuditEventView, 'id' | 'at'> & { id: string; at: Date }>(
      `SELECT id, at, actor_kind AS "actorKind", actor_id AS "actorId", actor_name AS "actorName", action,
         subject_kind AS "subjectKind", subject, before, after, address, request_id AS "requestId"
       FROM audit_event
       WHERE ($1::timestamptz IS NULL OR at >= $1) AND ($2::timestamptz IS NULL OR at <= $2)
         AND ($3::text IS NULL OR actor_name ILIKE $3) AND ($4::text IS NULL OR action = $4)
         AND ($5::text IS NULL OR subject ILIKE $5) AND ($6::bigint IS NULL OR id < $6)
       ORDER BY id DESC LIMIT $7`,
      [filter.from, filter.to, partOf(filter.actor), filter.action, partOf(filter.subject), before, limit],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id), at: row.at.toISOString() }));
  }
}

/** A pattern for text that contains this; what LIKE would take for patterns is made plain. */
function partOf(text: string | undefined): string | null {
  return text ? `%${text.replaceAll('\0', '').replace(/[\\%_]/g, '\\$&')}%` : null;
}
