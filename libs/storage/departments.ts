import type { Database } from './database.js';

/** The departments that zones, assets or people name, in order of name. */
export async function departmentsOf(database: Database): Promise<string[]> {
  const { rows } = await database.pool.query<{ department: string }>(
    `SELECT department FROM zone WHERE department IS NOT NULL
     UNION SELECT department FROM asset WHERE department IS NOT NULL AND retired_at IS NULL
     UNION SELECT unnest(departments) FROM user_account
     ORDER BY 1`,
  );
  return rows.map(({ department }) => department);
}
