import type pg from 'pg';
import { type PersonTags, personTagsSchema, type PersonTagsView } from '#contracts/privacy';
import { AuditTrail, type NewAuditEvent } from './audit-trail.js';
import type { Database } from './database.js';
import { countDirectoryChange } from './directory-version.js';
import { inTransaction } from './in-transaction.js';
import { forgetPersons } from './person-history.js';

/** What was chosen is remembered for so long, milliseconds: other processes follow a change within that time. */
const keptMs = 2000;

interface Stored {
  persons: PersonTags;
  changedAt: string;
  changedBy: string;
}

/** Whether persons may be located, why, and who sees them. As installed they are not. */
export class PrivacyStore {
  private kept: { persons: Promise<PersonTags>; untilMs: number } | null = null;

  constructor(
    private readonly database: Database,
    private readonly now: () => number = Date.now,
  ) {}

  /** What holds now, at most two seconds old. */
  current(): Promise<PersonTags> {
    const now = this.now();
    if (this.kept === null || now >= this.kept.untilMs) {
      const kept = { persons: readStored(this.database.pool).then(personsOf), untilMs: now + keptMs };
      this.kept = kept;
      // A failure is told to those who asked, and not kept.
      kept.persons.catch(() => {
        if (this.kept === kept) this.kept = null;
      });
    }
    return this.kept.persons;
  }

  /** What holds, since when, and whom it is about. */
  async view(): Promise<PersonTagsView> {
    const stored = await readStored(this.database.pool);
    const { rows } = await this.database.pool.query<{ marked: number }>(
      'SELECT count(*)::int AS marked FROM asset WHERE person AND retired_at IS NULL',
    );
    return {
      persons: personsOf(stored),
      marked: rows[0].marked,
      changedAt: stored?.changedAt ?? null,
      changedBy: stored?.changedBy ?? null,
    };
  }

  /**
   * Changes what holds. What may not be known any more is gone when this resolves: without permission to locate persons
   * everything of them, with a shorter history what is older.
   * @param record makes the event for the audit trail of what held before
   */
  async change(persons: PersonTags, changedBy: string, record: (before: PersonTags) => NewAuditEvent): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      const before = personsOf(await readStored(client));
      const now = new Date(this.now());
      const stored: Stored = { persons, changedAt: now.toISOString(), changedBy };
      await client.query(
        `INSERT INTO setting (key, value) VALUES ('person-tags', $1::jsonb)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [JSON.stringify(stored)],
      );
      await forgetPersons(client, persons, now);
      await countDirectoryChange(client);
      await new AuditTrail(this.database).append(record(before), client);
    });
    this.kept = null;
  }
}

async function readStored(client: pg.Pool | pg.ClientBase): Promise<Stored | null> {
  const { rows } = await client.query<{ value: Stored }>(`SELECT value FROM setting WHERE key = 'person-tags'`);
  return rows[0]?.value ?? null;
}

/** What cannot be understood permits nothing. */
function personsOf(stored: Stored | null): PersonTags {
  return personTagsSchema.safeParse(stored?.persons).data ?? { enabled: false };
}
