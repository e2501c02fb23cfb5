import type pg from 'pg';
import {
  type AssetChange,
  type AssetChangeRules,
  assetsBefore,
  changesSince,
  everythingUnnoted,
} from './asset-changes.js';
import { countDirectoryChange } from './directory-version.js';
import { takeOffMap } from './moved-tags.js';
import { noteKits } from './note-kits.js';
import { forgetFormerPersons } from './person-history.js';
import { notePairings } from './write-assets.js';

/**
 * Takes assets out of service inside the caller's transaction: each leaves its kit, and what belonged to it as a kit stands
 * alone. @returns how many were in service.
 */
export async function retireAssets(
  client: pg.ClientBase,
  given: readonly string[],
  { visibility, by, note }: AssetChangeRules = everythingUnnoted,
): Promise<number> {
  // First, as a registration does: two that lock in opposite order would stop each other.
  await countDirectoryChange(client);
  const asked = await assetsBefore(client, given, [], visibility);
  const leaving = [...asked.values()].flatMap(({ id, facts, seen }) => (seen && !facts.retired ? [{ id, facts }] : []));
  if (leaving.length === 0) return 0;
  const ids = leaving.map(({ id }) => id);
  const parts = await client.query<{ number: string }>('SELECT number FROM asset WHERE kit_id = ANY ($1::int[])', [
    ids,
  ]);
  const numbers = [...leaving.map(({ facts }) => facts.number), ...parts.rows.map(({ number }) => number)];
  const before = await assetsBefore(client, numbers, [], visibility);
  const { rows } = await client.query<{ at: Date }>('SELECT clock_timestamp() AS at');
  await client.query('UPDATE asset SET retired_at = $2, tag_id = NULL WHERE id = ANY ($1::int[])', [ids, rows[0].at]);
  await client.query('UPDATE asset SET kit_id = NULL WHERE id = ANY ($1::int[]) OR kit_id = ANY ($1::int[])', [ids]);
  const changes: AssetChange[] = await changesSince(client, before, []);
  await notePairings(client, changes, rows[0].at, by ?? null);
  await noteKits(client, changes, rows[0].at);
  await takeOffMap(client, changes);
  await forgetFormerPersons(client, changes);
  await note(client, changes);
  return leaving.length;
}
