import type pg from 'pg';
import { countDirectoryChange } from './directory-version.js';

/** Takes assets out of service inside the caller's transaction. @returns how many were in service. */
export async function retireAssets(client: pg.ClientBase, numbers: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ tagId: number | null }>(
    `WITH leaving AS (
       SELECT id, tag_id FROM asset WHERE number = ANY ($1::text[]) AND retired_at IS NULL ORDER BY id FOR UPDATE
     ), left_now AS (
       UPDATE asset SET retired_at = now(), tag_id = NULL FROM leaving WHERE asset.id = leaving.id
     )
     SELECT tag_id AS "tagId" FROM leaving`,
    [numbers],
  );
  await forgetCurrentPositions(
    client,
    rows.flatMap((row) => (row.tagId === null ? [] : [row.tagId])),
  );
  if (rows.length > 0) await countDirectoryChange(client);
  return rows.length;
}

/**
 * Takes tags off the map that no asset carries any more. An open visit ends where the tag was last heard:
 * nothing is known of it afterwards. Visits come before positions, as in a worker's batch: two that lock the
 * same rows in opposite order would stop each other.
 */
export async function forgetCurrentPositions(client: pg.ClientBase, tagIds: readonly number[]): Promise<void> {
  if (tagIds.length === 0) return;
  await client.query(
    `UPDATE visit SET left_at = greatest(visit.entered_at, here.observed_at)
     FROM current_position here
     WHERE visit.tag_id = ANY ($1::int[]) AND visit.left_at IS NULL AND here.tag_id = visit.tag_id`,
    [tagIds],
  );
  await client.query('DELETE FROM current_position WHERE tag_id = ANY ($1::int[])', [tagIds]);
}
