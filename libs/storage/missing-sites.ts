import type { Database } from './database.js';

/** Those of some ids of sites that no site has. */
export async function missingSites(database: Database, siteIds: readonly number[]): Promise<number[]> {
  const { rows } = await database.pool.query<{ id: number }>(
    'SELECT wanted AS id FROM unnest($1::int[]) wanted WHERE NOT EXISTS (SELECT FROM site WHERE site.id = wanted)',
    [siteIds],
  );
  return rows.map(({ id }) => id);
}
