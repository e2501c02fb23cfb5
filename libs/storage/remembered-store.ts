import type { Position } from '#contracts/position';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { assetSeen, seenValues, siteSeen } from './visible.js';

/** The newest position of an asset and what the pipeline remembers of its tag. Metres; times in ms since 1970. */
export interface Remembered extends Omit<Position, 'reportingIntervalMs' | 'late'> {
  state: Buffer;
}

/** What lies behind positions; asked for one asset at a time. */
export class RememberedStore {
  constructor(private readonly database: Database) {}

  /** What is remembered of an asset in service; null when it was never heard, is out of sight, or does not exist. */
  async ofAsset(assetId: number, visibility: Visibility): Promise<Remembered | null> {
    const { rows } = await this.database.pool.query<
      Omit<Remembered, 'zones'> & { zones: [zoneId: number, probability: number][] }
    >(
      `SELECT here.tag_id AS "tagId", here.floor_id AS "floorId", here.x, here.y, here.var_x AS "varX",
         here.var_y AS "varY", here.cov_xy AS "covXY", here.radius90_m AS "radius90M", here.zone_id AS "zoneId",
         here.zones, here.ambiguous, here.method, here.state,
         round(extract(epoch FROM here.observed_at) * 1000)::double precision AS "observedAt"
       FROM asset JOIN current_position here ON here.tag_id = asset.tag_id
       WHERE asset.id = $1 AND asset.retired_at IS NULL AND ${assetSeen(2)}`,
      [assetId, ...seenValues(visibility)],
    );
    const [row] = rows;
    return row ? { ...row, zones: row.zones.map(([zoneId, probability]) => ({ zoneId, probability })) } : null;
  }

  /**
   * Since when a tag has not been further than `withinM` from where it is, by the history of the day before, but not
   * before the asset carried it: where another rested is not told. null when the history says nothing.
   */
  async restingSince({ tagId, floorId, x, y, observedAt }: Remembered, withinM: number): Promise<number | null> {
    const { rows } = await this.database.pool.query<{ since: Date | null }>(
      `WITH day AS (SELECT observed_at, floor_id = $2 AND (x - $3) ^ 2 + (y - $4) ^ 2 <= $5::float8 ^ 2 AS here
                    FROM position WHERE tag_id = $1 AND observed_at BETWEEN $6::timestamptz - interval '1 day' AND $6
                      AND observed_at >= (SELECT tag_since FROM asset WHERE tag_id = $1))
       SELECT min(observed_at) AS since FROM day
       WHERE observed_at > coalesce((SELECT max(observed_at) FROM day WHERE NOT here), '-infinity')`,
      [tagId, floorId, x, y, withinM, new Date(observedAt)],
    );
    return rows[0].since?.getTime() ?? null;
  }

  /** Names of readers and of the floors on which they hang; those on other sites than these are left out. */
  async readers(
    ids: readonly number[],
    siteIds: Visibility['siteIds'],
  ): Promise<Map<number, { name: string; floorId: number; floorName: string }>> {
    const { rows } = await this.database.pool.query<{ id: number; name: string; floorId: number; floorName: string }>(
      `SELECT reader.id, reader.name, floor.id AS "floorId", floor.name AS "floorName"
       FROM reader JOIN floor ON floor.id = reader.floor_id JOIN building ON building.id = floor.building_id
       WHERE reader.id = ANY ($1::int[]) AND ${siteSeen(2, 'building.site_id')}`,
      [ids, siteIds],
    );
    return new Map(rows.map(({ id, ...reader }) => [id, reader]));
  }

  /** Names of zones, also of those that were taken off their plan. */
  async zones(ids: readonly number[]): Promise<Map<number, string>> {
    const { rows } = await this.database.pool.query<{ id: number; name: string }>(
      'SELECT id, name FROM zone WHERE id = ANY ($1::int[])',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
