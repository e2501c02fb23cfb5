import type pg from 'pg';

/** Who changes administrators waits for the same lock, so that two of them cannot remove each other. */
const administratorsLock = 7_261_020;

/** Waits until nobody else changes administrators, until the transaction ends. Before any account is locked. */
export async function lockAdministrators(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [administratorsLock]);
}

/** How many administrators of the whole house can sign in. */
export async function countAdministrators(database: pg.Pool | pg.ClientBase): Promise<number> {
  // Both have the same query, but not under one type that can be called.
  const { rows } = await (database as pg.ClientBase).query<{ count: number }>(
    `SELECT count(*)::int AS count FROM user_account
     WHERE 'administrator' = ANY (roles) AND site_ids IS NULL AND departments IS NULL AND disabled_at IS NULL
       AND (password_hash IS NOT NULL OR open_id_subject IS NOT NULL)`,
  );
  return rows[0].count;
}
