import type pg from 'pg';
import {
  type AssetChange,
  type AssetChangeRules,
  assetsBefore,
  changesSince,
  everythingUnnoted,
} from './asset-changes.js';
import { countDirectoryChange } from './directory-version.js';
import { forgetTagHistory } from './person-history.js';

/** Takes assets out of service inside the caller's transaction. @returns how many were in service. */
export async function retireAssets(
  client: pg.ClientBase,
  given: readonly string[],
  { visibility, note }: AssetChangeRules = everythingUnnoted,
): Promise<number> {
  // First, as a registration does: two that lock in opposite order would stop each other.
  await countDirectoryChange(client);
  const before = await assetsBefore(client, given, [], visibility);
  const leaving = [...before.values()].flatMap(({ facts, seen }) => (seen && !facts.retired ? [facts] : []));
  if (leaving.length === 0) return 0;
  const numbers = leaving.map(({ number }) => number);
  await client.query('UPDATE asset SET retired_at = now(), tag_id = NULL WHERE number = ANY ($1::text[])', [numbers]);
  await forgetCurrentPositions(
    client,
    leaving.flatMap(({ tagId }) => (tagId === null ? [] : [tagId])),
  );
  const changes = await changesSince(client, before, numbers);
  await forgetFormerPersons(client, changes);
  await note(client, changes);
  return leaving.length;
}

/** A tag that a person gives up tells nothing of them to whoever sees what carries it next: its history goes. */
export async function forgetFormerPersons(client: pg.ClientBase, changes: readonly AssetChange[]): Promise<void> {
  const givenUp = changes.flatMap(({ before, after }) =>
    before?.person && before.tagId !== null && !(after.person && after.tagId === before.tagId) ? [before.tagId] : [],
  );
  await forgetTagHistory(client, givenUp);
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
