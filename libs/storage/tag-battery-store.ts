import type { Database } from './database.js';

/** What a tag said of its battery at a moment, milliseconds since 1970 UTC; one of the two is not null. */
interface Saying {
  tagId: number;
  percent: number | null;
  millivolts: number | null;
  observedAt: number;
}

/** What tags said last of their batteries. */
export class TagBatteryStore {
  constructor(private readonly database: Database) {}

  /**
   * Keeps what is newest of each tag: something older, however late it comes, changes nothing; what was said at the same
   * moment adds to it. Nothing is kept of the time in which a person carried a tag that they have given back.
   */
  async record(said: readonly Saying[]): Promise<void> {
    const newest = newestOf(said);
    if (newest.length === 0) return;
    await this.database.pool.query(
      `INSERT INTO tag_battery AS known (tag_id, percent, millivolts, observed_at)
       SELECT tag.id, percent, millivolts, to_timestamp(at / 1000)
       FROM unnest($1::int[], $2::real[], $3::int[], $4::float8[]) AS said (tag_id, percent, millivolts, at)
       JOIN tag ON tag.id = said.tag_id
       WHERE tag.forgotten_at IS NULL OR to_timestamp(at / 1000) > tag.forgotten_at
       -- In one order: two batches that lock the same rows in opposite order would stop each other.
       ORDER BY tag.id
       ON CONFLICT (tag_id) DO UPDATE SET observed_at = excluded.observed_at,
         percent = CASE WHEN excluded.observed_at > known.observed_at THEN excluded.percent
           ELSE coalesce(excluded.percent, known.percent) END,
         millivolts = CASE WHEN excluded.observed_at > known.observed_at THEN excluded.millivolts
           ELSE coalesce(excluded.millivolts, known.millivolts) END
       WHERE excluded.observed_at >= known.observed_at`,
      [
        newest.map(({ tagId }) => tagId),
        // To 0.1 %: "real" refuses numbers too small for it, and the whole batch with them.
        newest.map(({ percent }) => (percent === null ? null : Math.round(percent * 10) / 10)),
        newest.map(({ millivolts }) => millivolts),
        newest.map(({ observedAt }) => observedAt),
      ],
    );
  }

  /** Those of these tags that were last heard on none of the sites where these readers are. */
  async beyond(tagIds: readonly number[], readerIds: readonly number[]): Promise<Set<number>> {
    if (tagIds.length === 0) return new Set();
    const { rows } = await this.database.pool.query<{ tagId: number }>(
      `SELECT here.tag_id AS "tagId" FROM current_position here JOIN floor ON floor.id = here.floor_id
       JOIN building ON building.id = floor.building_id
       WHERE here.tag_id = ANY ($1::int[]) AND building.site_id NOT IN (
         SELECT home.site_id FROM reader JOIN floor near ON near.id = reader.floor_id
         JOIN building home ON home.id = near.building_id WHERE reader.id = ANY ($2::int[]))`,
      [tagIds, readerIds],
    );
    return new Set(rows.map(({ tagId }) => tagId));
  }
}

/** One of each tag: an INSERT cannot change the same row twice. */
function newestOf(said: readonly Saying[]): Saying[] {
  const newest = new Map<number, Saying>();
  for (const one of said) {
    const known = newest.get(one.tagId);
    if (known === undefined || one.observedAt > known.observedAt) newest.set(one.tagId, one);
    else if (one.observedAt === known.observedAt)
      newest.set(one.tagId, {
        ...one,
        percent: one.percent ?? known.percent,
        millivolts: one.millivolts ?? known.millivolts,
      });
  }
  return [...newest.values()];
}
