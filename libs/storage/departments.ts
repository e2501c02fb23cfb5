import type { Database } from './database.js';
import { inWordOrder } from './word-order.js';

/** The departments that zones, assets or people name, in order of name; of some sites, those that their zones name. */
export async function departmentsOf(database: Database, siteIds: readonly number[] | null): Promise<string[]> {
  const { rows } = await database.pool.query<{ department: string }>(
    `SELECT department FROM (
       SELECT zone.department FROM zone JOIN floor ON floor.id = zone.floor_id
         JOIN building ON building.id = floor.building_id
       WHERE $1::int[] IS NULL OR building.site_id = ANY ($1)
       UNION SELECT department FROM asset WHERE $1 IS NULL AND retired_at IS NULL
       UNION SELECT unnest(departments) FROM user_account WHERE $1 IS NULL
     ) named
     WHERE department IS NOT NULL ORDER BY department ${inWordOrder}`,
    [siteIds],
  );
  return rows.map(({ department }) => department);
}
