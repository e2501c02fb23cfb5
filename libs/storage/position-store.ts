import type { z } from 'zod';
import type { PositionList, positionQuerySchema } from '#contracts/api';
import type { ToldPosition } from '#contracts/bus';
import type { PositionMethod } from '#contracts/position';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { seenValues, siteSeen, tagSeen } from './visible.js';

export type PositionQuery = z.output<typeof positionQuerySchema>;

/** As the table has it. */
interface ToldPositionRow extends Omit<ToldPosition, 'zones'> {
  zones: [zoneId: number, probability: number][];
}

interface HistoryRow {
  observedAt: Date;
  floorKey: string;
  x: number;
  y: number;
  radius90M: number;
  varX: number;
  varY: number;
  covXY: number;
  zoneKey: string | null;
  method: PositionMethod;
}

/** The part of a tag's history that somebody sees. */
export interface TagHistory {
  tagId: number;
  tagKey: string;
  /** Number of the asset that carries the tag now; null when none does. */
  assetNumber: string | null;
  /** What came before belongs to what carried the tag before; null for those who see every department. */
  since: Date | null;
  siteIds: readonly number[] | null;
}

/** Where tags are and were. */
export class PositionStore {
  constructor(private readonly database: Database) {}

  /**
   * What of a tag's history somebody sees. A tag that no asset carries is shown to those who see the whole house.
   * @param tagKey normalised (normaliseKey).
   * @returns null when no tag has this key, or it is out of sight.
   */
  async historyOf(tagKey: string, visibility: Visibility): Promise<TagHistory | null> {
    const { rows } = await this.database.pool.query<{ tagId: number; assetNumber: string | null; tagSince: Date }>(
      `SELECT tag.id AS "tagId", asset.number AS "assetNumber", asset.tag_since AS "tagSince"
       FROM tag LEFT JOIN asset ON asset.tag_id = tag.id AND asset.retired_at IS NULL
       WHERE tag.key = $1 AND ${tagSeen(2)}`,
      [tagKey, ...seenValues(visibility)],
    );
    if (rows.length === 0) return null;
    const { tagId, assetNumber, tagSince } = rows[0];
    const since = visibility.departments === null ? null : tagSince;
    return { tagId, tagKey, assetNumber, since, siteIds: visibility.siteIds };
  }

  /** A tag's stored positions in order of time, both ends of the span included. */
  async history({ tagId, since, siteIds }: TagHistory, { from, to, limit }: PositionQuery): Promise<PositionList> {
    const { rows } = await this.database.pool.query<HistoryRow>(
      `SELECT was.observed_at AS "observedAt", floor.key AS "floorKey", was.x, was.y, was.radius90_m AS "radius90M",
         was.var_x AS "varX", was.var_y AS "varY", was.cov_xy AS "covXY", zone.key AS "zoneKey", was.method
       FROM position was JOIN floor ON floor.id = was.floor_id LEFT JOIN zone ON zone.id = was.zone_id
       JOIN building ON building.id = floor.building_id
       WHERE was.tag_id = $1 AND was.observed_at BETWEEN $2 AND $3
         AND ($5::timestamptz IS NULL OR was.observed_at >= $5) AND ${siteSeen(6, 'building.site_id')}
       ORDER BY was.observed_at LIMIT $4`,
      [tagId, from, to, limit + 1, since, siteIds],
    );
    return {
      positions: rows.slice(0, limit).map((row) => ({ ...row, observedAt: row.observedAt.toISOString() })),
      next: rows[limit]?.observedAt.toISOString() ?? null,
    };
  }

  /** The newest position of every tag that an asset carries now. */
  async current(): Promise<ToldPosition[]> {
    const { rows } = await this.database.pool.query<ToldPositionRow>(
      `SELECT here.tag_id AS "tagId", here.floor_id AS "floorId", here.x, here.y, here.radius90_m AS "radius90M",
         here.zone_id AS "zoneId", round(extract(epoch FROM here.observed_at) * 1000)::double precision AS "observedAt",
         here.zones, here.ambiguous, here.reporting_interval_ms AS "reportingIntervalMs", here.method
       FROM current_position here JOIN asset ON asset.tag_id = here.tag_id
       WHERE asset.retired_at IS NULL`,
    );
    return rows.map((row) => ({ ...row, zones: row.zones.map(([zoneId, probability]) => ({ zoneId, probability })) }));
  }
}
