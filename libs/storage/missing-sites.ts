import type pg from 'pg';

/** Those of some ids of sites that no site has. */
export async function missingSites(
  database: Pick<pg.ClientBase, 'query'>,
  siteIds: readonly number[],
): Promise<number[]> {
  const { rows } = await database.query<{ id: number }>(
    'SELECT wanted AS id FROM unnest($1::int[]) wanted WHERE NOT EXISTS (SELECT FROM site WHERE site.id = wanted)',
    [siteIds],
  );
  return rows.map(({ id }) => id);
}
