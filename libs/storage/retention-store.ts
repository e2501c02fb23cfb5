import type pg from 'pg';
import {
  type Retention,
  type RetentionKind,
  retentionKinds,
  retentionSchema,
  type RetentionView,
} from '#contracts/privacy';
import { AuditTrail, type NewAuditEvent } from './audit-trail.js';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import { oldestDay } from './position-days.js';

interface Stored {
  days: Partial<Retention>;
  changedAt: string;
  changedBy: string;
}

type Runs = Partial<Record<RetentionKind, { at: string; removed: number }>>;

const kinds = Object.keys(retentionKinds) as RetentionKind[];

/** How long each kind of data is kept, and what the last runs removed. */
export class RetentionStore {
  /** @param positionsDays how long positions are kept until somebody chooses otherwise */
  constructor(
    private readonly database: Database,
    private readonly positionsDays: number,
  ) {}

  /** Days each kind is kept now. */
  async days(): Promise<Retention> {
    return this.#daysOf(await readSetting<Stored>(this.database.pool, 'retention'));
  }

  /** What is kept how long, the oldest that is there, and what the last run of each kind removed. */
  async view(): Promise<RetentionView> {
    const stored = await readSetting<Stored>(this.database.pool, 'retention');
    const runs = (await readSetting<Runs>(this.database.pool, 'retention-runs')) ?? {};
    const oldest = await this.#oldest();
    return {
      days: this.#daysOf(stored),
      kinds: kinds.map((kind) => ({
        kind,
        oldestAt: oldest[kind]?.toISOString() ?? null,
        enforcedAt: runs[kind]?.at ?? null,
        removed: runs[kind]?.removed ?? 0,
      })),
      changedAt: stored?.changedAt ?? null,
      changedBy: stored?.changedBy ?? null,
    };
  }

  /** Changes how long data are kept. @param record makes the event for the audit trail of what held before */
  async change(
    days: Retention,
    changedBy: string,
    now: Date,
    record: (before: Retention) => NewAuditEvent,
  ): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      const before = this.#daysOf(await readSetting<Stored>(client, 'retention'));
      const stored: Stored = { days, changedAt: now.toISOString(), changedBy };
      await client.query(
        `INSERT INTO setting (key, value) VALUES ('retention', $1::jsonb)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [JSON.stringify(stored)],
      );
      await new AuditTrail(this.database).append(record(before), client);
    });
  }

  /** Notes that a kind was looked through and what was removed. */
  async noteRun(kind: RetentionKind, at: Date, removed: number): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO setting (key, value) VALUES ('retention-runs', $1::jsonb)
       ON CONFLICT (key) DO UPDATE SET value = setting.value || excluded.value`,
      [JSON.stringify({ [kind]: { at: at.toISOString(), removed } })],
    );
  }

  /** What was stored by a version with other bounds, or is not there yet, is as usual. */
  #daysOf(stored: Stored | null): Retention {
    const usual = Object.fromEntries(kinds.map((kind) => [kind, retentionKinds[kind].usual])) as Retention;
    const days = { ...usual, positions: this.positionsDays, ...stored?.days };
    return retentionSchema.safeParse(days).data ?? { ...usual, positions: this.positionsDays };
  }

  async #oldest(): Promise<Partial<Record<RetentionKind, Date | null>>> {
    const { rows } = await this.database.pool.query<Record<Exclude<RetentionKind, 'positions'>, Date | null>>(
      `SELECT (SELECT entered_at FROM visit ORDER BY id LIMIT 1) AS visits,
         (SELECT min(coalesce(ended_at, ends_at)) FROM user_session WHERE coalesce(ended_at, ends_at) < now()) AS sessions,
         (SELECT at FROM audit_event ORDER BY id LIMIT 1) AS audit,
         (SELECT min(last_seen_at) FROM unassigned_sighting) AS sightings,
         (SELECT min(at) FROM traffic_window) AS traffic`,
    );
    return { ...rows[0], positions: await oldestDay(this.database.pool) };
  }
}

async function readSetting<T>(client: pg.Pool | pg.ClientBase, key: string): Promise<T | null> {
  const { rows } = await client.query<{ value: T }>('SELECT value FROM setting WHERE key = $1', [key]);
  return rows[0]?.value ?? null;
}
