import type pg from 'pg';
import type { AssetChange } from './asset-changes.js';

/** Ends what is over and begins what is new in the record of what belonged to which kit, after assets were changed. */
export async function noteKits(client: pg.ClientBase, changes: readonly AssetChange[], at: Date): Promise<void> {
  const moved = changes.filter(({ before, after }) => (before?.kitNumber ?? null) !== after.kitNumber);
  if (moved.length === 0) return;
  const values = [moved.map(({ id }) => id), at];
  await client.query(
    `UPDATE kit_membership was SET until = greatest(was.since, $2::timestamptz) FROM asset
     WHERE was.until IS NULL AND asset.id = was.asset_id AND asset.id = ANY ($1::int[])
       AND asset.kit_id IS DISTINCT FROM was.kit_id`,
    values,
  );
  // A kit that has only got another number has the same parts still.
  await client.query(
    `INSERT INTO kit_membership (asset_id, kit_id, since) SELECT id, kit_id, $2 FROM asset
     WHERE id = ANY ($1::int[]) AND kit_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM kit_membership WHERE asset_id = asset.id AND until IS NULL)`,
    values,
  );
}
