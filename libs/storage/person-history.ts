import type pg from 'pg';
import type { PersonTags } from '#contracts/privacy';
import type { AssetChange } from './asset-changes.js';

/** Without a history a person is "last seen" for so long at most; hours. */
const lastSeenHours = 1;

/** No reading is accepted that is older than this; hours. */
export const oldestReadingHours = 168;

/** SQL that is true while persons may be located. */
export const personsLocated = `coalesce((SELECT value -> 'persons' -> 'enabled' = 'true' FROM setting WHERE key = 'person-tags'), false)`;

/**
 * Removes what may not be known of persons any more: everything when they are not located at all, their way
 * when no history is kept, otherwise what is older than the history. Part of the caller's transaction.
 * @returns how many rows went
 */
export async function forgetPersons(client: pg.ClientBase, persons: PersonTags, now: Date): Promise<number> {
  return (await forgetBehind(client)) + (await forgetMarked(client, persons, now));
}

/** What a worker still wrote of a person before it heard that they gave the tag back. */
async function forgetBehind(client: pg.ClientBase): Promise<number> {
  const givenBack = `tag WHERE tag.forgotten_at > now() - make_interval(hours => $1) AND tag.id = gone.tag_id`;
  const statements = [
    `DELETE FROM position gone USING ${givenBack} AND gone.observed_at < tag.forgotten_at`,
    `DELETE FROM visit gone USING ${givenBack} AND gone.entered_at < tag.forgotten_at`,
    `DELETE FROM current_position gone USING ${givenBack} AND gone.observed_at < tag.forgotten_at`,
    `DELETE FROM tag_battery gone USING ${givenBack} AND gone.observed_at < tag.forgotten_at`,
  ];
  let removed = 0;
  for (const statement of statements) removed += (await client.query(statement, [oldestReadingHours])).rowCount ?? 0;
  return removed;
}

async function forgetMarked(client: pg.ClientBase, persons: PersonTags, now: Date): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT tag_id AS id FROM asset WHERE person AND tag_id IS NOT NULL',
  );
  const tagIds = rows.map((row) => row.id);
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  // A moment to come, and not "now": a tag's clock may be a little ahead.
  const everything = before(-24);
  if (!persons.enabled) return forgetTags(client, tagIds, { way: everything, place: everything });
  const { historyHours } = persons;
  return forgetTags(client, tagIds, {
    way: historyHours === null ? everything : before(historyHours),
    place: before(historyHours ?? lastSeenHours),
  });
}

/** A tag that a person gives up tells nothing of them to whoever sees what carries it next: its history goes. */
export async function forgetFormerPersons(client: pg.ClientBase, changes: readonly AssetChange[]): Promise<void> {
  const givenUp = changes.flatMap(({ before, after }) =>
    before?.person && before.tagId !== null && !(after.person && after.tagId === before.tagId) ? [before.tagId] : [],
  );
  await forgetTagHistory(client, givenUp);
}

/**
 * Removes all that is known of tags, as when a person gives one back, and notes when: what comes later of the time
 * before is not used. Part of the caller's transaction.
 */
export async function forgetTagHistory(client: pg.ClientBase, tagIds: readonly number[]): Promise<number> {
  if (tagIds.length === 0) return 0;
  await client.query('UPDATE tag SET forgotten_at = clock_timestamp() WHERE id = ANY ($1::int[])', [tagIds]);
  const everything = new Date(Date.now() + 86_400_000);
  return forgetTags(client, tagIds, { way: everything, place: everything });
}

async function forgetTags(
  client: pg.ClientBase,
  tagIds: readonly number[],
  until: { way: Date; place: Date },
): Promise<number> {
  if (tagIds.length === 0) return 0;
  const statements: [string, Date][] = [
    // In the order in which a worker's batch locks them.
    ['DELETE FROM position WHERE tag_id = ANY ($1::int[]) AND observed_at < $2', until.way],
    // A visit that goes on says where somebody is now, and goes only with everything else.
    [`DELETE FROM visit WHERE tag_id = ANY ($1::int[]) AND (left_at < $2 OR $2 > now())`, until.way],
    ['DELETE FROM traffic_window WHERE tag_id = ANY ($1::int[]) AND at < $2', until.way],
    ['DELETE FROM room_label WHERE tag_id = ANY ($1::int[]) AND at < $2', until.way],
    ['DELETE FROM current_position WHERE tag_id = ANY ($1::int[]) AND observed_at < $2', until.place],
    // It tells when they were heard.
    ['DELETE FROM tag_battery WHERE tag_id = ANY ($1::int[]) AND observed_at < $2', until.place],
  ];
  let removed = 0;
  for (const [statement, date] of statements) removed += (await client.query(statement, [tagIds, date])).rowCount ?? 0;
  return removed;
}
