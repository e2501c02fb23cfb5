import type pg from 'pg';
import { inTransaction } from './in-transaction.js';

const dayMs = 86_400_000;
/** All who make or drop days wait for the same lock. */
const dayLock = 7_261_003;

/**
 * Makes sure that positions of every UTC day from `from` to `to` (both included) have their partition.
 * Safe while others write, read, and do the same. A day is made empty beside the table and then attached:
 * CREATE ... PARTITION OF would wait for, and hold up, every reader and writer of all days. A transaction that
 * had touched the table before does not see the new day; the next one does.
 */
export async function ensureDays(pool: pg.Pool, from: Date, to: Date): Promise<void> {
  const wanted = daysBetween(from, to);
  if ((await missingDays(pool, wanted)).length === 0) return;
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [dayLock]);
    for (const day of await missingDays(client, wanted)) {
      const name = partitionName(day);
      await client.query(`CREATE TABLE IF NOT EXISTS ${name} (LIKE position INCLUDING ALL)`);
      await client.query(
        `ALTER TABLE position ATTACH PARTITION ${name} FOR VALUES FROM ('${startOf(day)}') TO ('${startOf(day + dayMs)}')`,
      );
    }
  });
}

/**
 * Drops the days that lie wholly before `date`. Each is first detached without holding up readers or writers;
 * one that an interrupted run left half done is finished.
 * @returns the names of the dropped partitions; none when another process is at it.
 */
export async function dropDaysBefore(pool: pg.Pool, date: Date): Promise<string[]> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [dayLock]);
    if (!rows[0].mine) return [];
    try {
      return await dropDays(client, date);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [dayLock]);
    }
  } finally {
    client.release();
  }
}

/** The first UTC day of which a position is kept; null when there is none. */
export async function oldestDay(pool: pg.Pool): Promise<Date | null> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid
     WHERE inhparent = 'position'::regclass AND relname ~ '^position_[0-9]{8}$' ORDER BY relname`,
  );
  for (const { name } of rows) {
    const found = await pool.query<{ some: boolean }>(`SELECT EXISTS (SELECT FROM ${name}) AS some`);
    if (found.rows[0].some) return new Date(name.replace(/^position_(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3T00:00:00Z'));
  }
  return null;
}

async function dropDays(client: pg.ClientBase, date: Date): Promise<string[]> {
  const { rows } = await client.query<{ name: string; attached: boolean; pending: boolean }>(
    `SELECT relname AS name, inhrelid IS NOT NULL AS attached, coalesce(inhdetachpending, false) AS pending
     FROM pg_class LEFT JOIN pg_inherits ON inhrelid = pg_class.oid AND inhparent = 'position'::regclass
     WHERE relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'position'::regclass)
       AND relkind = 'r' AND relname ~ '^position_[0-9]{8}$' AND relname < $1
     ORDER BY relname`,
    [partitionName(date.getTime())],
  );
  for (const { name, attached, pending } of rows) {
    if (pending) await client.query(`ALTER TABLE position DETACH PARTITION ${name} FINALIZE`);
    else if (attached) await client.query(`ALTER TABLE position DETACH PARTITION ${name} CONCURRENTLY`);
    await client.query(`DROP TABLE ${name}`);
  }
  return rows.map((row) => row.name);
}

async function missingDays(client: pg.Pool | pg.ClientBase, days: number[]): Promise<number[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class JOIN pg_inherits ON inhrelid = pg_class.oid
     WHERE inhparent = 'position'::regclass AND NOT inhdetachpending`,
  );
  const present = new Set(rows.map((row) => row.name));
  return days.filter((day) => !present.has(partitionName(day)));
}

function daysBetween(from: Date, to: Date): number[] {
  const days: number[] = [];
  for (let day = Math.floor(from.getTime() / dayMs) * dayMs; day <= to.getTime(); day += dayMs) days.push(day);
  return days;
}

/** Only digits reach the SQL text. */
const partitionName = (day: number) => `position_${new Date(day).toISOString().slice(0, 10).replaceAll('-', '')}`;
const startOf = (day: number) => new Date(day).toISOString();
