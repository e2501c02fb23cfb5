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
 * nothing is known of it afterwards.
 */
export async function forgetCurrentPositions(client: pg.ClientBase, tagIds: readonly number[]): Promise<void> {
  if (tagIds.length === 0) return;
  await client.query(
    `WITH gone AS (
       DELETE FROM current_position WHERE tag_id = ANY ($1::int[]) RETURNING tag_id, observed_at
     )
     UPDATE visit SET left_at = greatest(visit.entered_at, gone.observed_at)
     FROM gone WHERE visit.tag_id = gone.tag_id AND visit.left_at IS NULL`,
    [tagIds],
  );
}
