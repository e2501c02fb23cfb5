import type pg from 'pg';

/**
 * Counts a change of sites, floors, readers, tags or assets; part of the transaction that makes it. Another that counts
 * waits until this one has ended.
 */
export async function countDirectoryChange(client: pg.ClientBase): Promise<void> {
  await client.query(
    `INSERT INTO setting (key, value) VALUES ('directory-version', '1')
     ON CONFLICT (key) DO UPDATE SET value = to_jsonb(setting.value::bigint + 1)`,
  );
}

/** How many changes there were; 0 in an empty house. Another number than last time means: read again. */
export async function directoryVersion(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ version: number }>(
    `SELECT value::double precision AS version FROM setting WHERE key = 'directory-version'`,
  );
  return rows[0]?.version ?? 0;
}
