import type pg from 'pg';
import type { AssetChange } from './asset-changes.js';

/**
 * Where a tag goes over from one asset to another, a visit that goes on ends for the one and begins for the other, at the
 * tag's newest place: what was before stays told of the asset that carried it. Visits come before positions, as in a
 * worker's batch: two that lock the same rows in opposite order would stop each other.
 */
export async function moveHistory(client: pg.ClientBase, changes: readonly AssetChange[]): Promise<void> {
  const put = changes.filter(({ before, after }) => after.tagId !== null && before?.tagId !== after.tagId);
  if (put.length === 0) return;
  const values = [put.map(({ after }) => after.tagId), put.map(({ id }) => id)];
  const moved = 'unnest($1::int[], $2::int[]) AS moved (tag_id, asset_id)';
  // Entered at its newest place: there is nothing of it to share out.
  await client.query(
    `UPDATE visit SET asset_id = moved.asset_id FROM ${moved} JOIN current_position here ON here.tag_id = moved.tag_id
     WHERE visit.tag_id = moved.tag_id AND visit.left_at IS NULL AND visit.entered_at >= here.observed_at`,
    values,
  );
  await client.query(
    `WITH ended AS (
       UPDATE visit SET left_at = here.observed_at FROM ${moved} JOIN current_position here ON here.tag_id = moved.tag_id
       WHERE visit.tag_id = moved.tag_id AND visit.left_at IS NULL AND visit.asset_id IS DISTINCT FROM moved.asset_id
       RETURNING visit.tag_id, moved.asset_id, visit.zone_id, visit.floor_id, visit.left_at
     )
     INSERT INTO visit (tag_id, asset_id, zone_id, floor_id, entered_at)
     SELECT tag_id, asset_id, zone_id, floor_id, left_at FROM ended`,
    values,
  );
}

/** Takes tags off the map that their assets gave up and nobody took up. */
export async function takeOffMap(client: pg.ClientBase, changes: readonly AssetChange[]): Promise<void> {
  const carried = new Set(changes.map(({ after }) => after.tagId));
  const given = changes.flatMap(({ before }) => (before?.tagId != null ? [before.tagId] : []));
  await forgetCurrentPositions(
    client,
    given.filter((tagId) => !carried.has(tagId)),
  );
}

/**
 * Takes tags off the map that no asset carries any more. An open visit ends where the tag was last heard:
 * nothing is known of it afterwards.
 */
async function forgetCurrentPositions(client: pg.ClientBase, tagIds: readonly number[]): Promise<void> {
  if (tagIds.length === 0) return;
  await client.query(
    `UPDATE visit SET left_at = greatest(visit.entered_at, here.observed_at)
     FROM current_position here
     WHERE visit.tag_id = ANY ($1::int[]) AND visit.left_at IS NULL AND here.tag_id = visit.tag_id`,
    [tagIds],
  );
  await client.query('DELETE FROM current_position WHERE tag_id = ANY ($1::int[])', [tagIds]);
}
