import type { z } from 'zod';
import type { PositionList, positionQuerySchema } from '#contracts/api';
import type { ToldPosition } from '#contracts/bus';
import type { PositionMethod } from '#contracts/position';
import type { Database } from './database.js';

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

/** Where tags are and were. */
export class PositionStore {
  constructor(private readonly database: Database) {}

  /**
   * A tag's stored positions in order of time, both ends of the span included.
   * @param tagKey normalised (normaliseKey).
   * @returns null when no tag has this key.
   */
  async history(tagKey: string, { from, to, limit }: PositionQuery): Promise<PositionList | null> {
    const tag = await this.database.pool.query<{ id: number }>('SELECT id FROM tag WHERE key = $1', [tagKey]);
    if (tag.rows.length === 0) return null;
    const { rows } = await this.database.pool.query<HistoryRow>(
      `SELECT was.observed_at AS "observedAt", floor.key AS "floorKey", was.x, was.y, was.radius90_m AS "radius90M",
         was.var_x AS "varX", was.var_y AS "varY", was.cov_xy AS "covXY", zone.key AS "zoneKey", was.method
       FROM position was JOIN floor ON floor.id = was.floor_id LEFT JOIN zone ON zone.id = was.zone_id
       WHERE was.tag_id = $1 AND was.observed_at BETWEEN $2 AND $3
       ORDER BY was.observed_at LIMIT $4`,
      [tag.rows[0].id, from, to, limit + 1],
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
