import type { z } from 'zod';
import { type statusHistorySchema, type Trail, trailSilenceS, type VisitList } from '#contracts/asset-use';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { assetSeen, seenValues, siteSeen } from './visible.js';

/** The part of an asset's history that somebody sees. */
export interface SeenHistory {
  assetId: number;
  number: string;
  /** What came before may tell of another department; null for those who see every one. */
  since: Date | null;
  siteIds: readonly number[] | null;
}

/** A point of a trail; time in ISO, lengths in metres. */
type TrailRow = Trail['points'][number];

/** Points of a trail, and of how many they were taken. */
export interface LongTrail {
  points: TrailRow[];
  total: number;
}

/** Of a longer trail about so many points are read. */
const mostRead = 20_000;

/**
 * When which tag told where the asset $1 was: the tags it carried, and those of the kits it belonged to, for as long as it
 * did and carried none of its own. Before $2 nothing is shown.
 */
const carried = `own AS (SELECT tag_id, tstzrange(since, until) AS span FROM tag_pairing WHERE asset_id = $1),
  told AS (
    SELECT tag_id, span FROM own
    UNION ALL
    SELECT pairing.tag_id, unnest(tstzmultirange(tstzrange(pairing.since, pairing.until) * tstzrange(part.since, part.until))
      - (SELECT coalesce(range_agg(span), '{}') FROM own))
    FROM kit_membership part JOIN tag_pairing pairing ON pairing.asset_id = part.kit_id WHERE part.asset_id = $1),
  carried AS (
    SELECT tag_id, lower(seen) AS since, coalesce(upper(seen), 'infinity') AS until
    FROM (SELECT tag_id, span * tstzrange($2::timestamptz, NULL) AS seen FROM told) AS clipped WHERE NOT isempty(seen))`;

/** Where assets were, and what their status was. */
export class AssetHistoryStore {
  constructor(private readonly database: Database) {}

  /** What of an asset's history somebody sees; null when it is not in service or out of sight. */
  async historyOf(assetId: number, visibility: Visibility): Promise<SeenHistory | null> {
    const { rows } = await this.database.pool.query<{ number: string; since: Date }>(
      `SELECT number, tag_since AS since FROM asset WHERE id = $4 AND retired_at IS NULL AND ${assetSeen(1)}`,
      [...seenValues(visibility), assetId],
    );
    if (rows.length === 0) return null;
    const [{ number, since }] = rows;
    return { assetId, number, since: visibility.departments === null ? null : since, siteIds: visibility.siteIds };
  }

  /** The zones it was in, newest first. @param before only what began earlier than this */
  async visits({ assetId, since, siteIds }: SeenHistory, limit: number, before: Date | null): Promise<VisitList> {
    const { rows } = await this.database.pool.query<VisitRow>(
      `WITH ${carried}
       SELECT zone.id AS "zoneId", zone.name AS "zoneName", zone.kind AS "zoneKind", floor.id AS "floorId",
         floor.name AS "floorName", was."enteredAt", was."leftAt"
       FROM carried JOIN LATERAL (
         SELECT visit.zone_id, visit.floor_id, greatest(visit.entered_at, carried.since) AS "enteredAt",
           nullif(least(coalesce(visit.left_at, 'infinity'), carried.until), 'infinity') AS "leftAt"
         FROM visit JOIN floor ON floor.id = visit.floor_id JOIN building ON building.id = floor.building_id
         WHERE visit.tag_id = carried.tag_id AND visit.entered_at < least(carried.until, coalesce($3::timestamptz, 'infinity'))
           AND greatest(visit.entered_at, carried.since) < coalesce($3::timestamptz, 'infinity')
           AND coalesce(visit.left_at, 'infinity') > carried.since AND ${siteSeen(4, 'building.site_id')}
         ORDER BY visit.entered_at DESC LIMIT $5) was ON true
       JOIN zone ON zone.id = was.zone_id JOIN floor ON floor.id = was.floor_id
       ORDER BY was."enteredAt" DESC LIMIT $5`,
      [assetId, since, before, siteIds, limit + 1],
    );
    const page = rows.slice(0, limit);
    return {
      visits: page.map((row) => ({
        ...row,
        enteredAt: row.enteredAt.toISOString(),
        leftAt: row.leftAt?.toISOString() ?? null,
      })),
      next: rows.length > limit ? page.at(-1)!.enteredAt.toISOString() : null,
    };
  }

  /** What its status was, newest first. @param before only changes with a smaller number */
  async statuses(
    { assetId, since, siteIds }: SeenHistory,
    limit: number,
    before: number | null,
  ): Promise<z.infer<typeof statusHistorySchema>> {
    const { rows } = await this.database.pool.query<StatusRow>(
      `SELECT change.id::float8 AS id, change.status AS value, change.since, change.source, change.changed_by AS by,
         change.note, zone.name AS "zoneName", change.undone_by AS "undoneBy", change.undone_at AS "undoneAt"
       FROM status_change change LEFT JOIN (zone JOIN floor ON floor.id = zone.floor_id
         JOIN building ON building.id = floor.building_id AND ${siteSeen(3, 'building.site_id')}) ON zone.id = change.zone_id
       WHERE change.asset_id = $1 AND ($2::timestamptz IS NULL OR change.since >= $2)
         AND ($4::bigint IS NULL OR change.id < $4)
       ORDER BY change.id DESC LIMIT $5`,
      [assetId, since, siteIds, before, limit + 1],
    );
    const page = rows.slice(0, limit);
    return {
      statuses: page.map(({ undoneBy, undoneAt, ...row }) => ({
        ...row,
        since: row.since.toISOString(),
        undone: undoneBy === null || undoneAt === null ? null : { by: undoneBy, at: undoneAt.toISOString() },
      })),
      next: rows.length > limit ? page.at(-1)!.id : null,
    };
  }

  /**
   * Its way between two moments (both included), in order of time. Of a very long one some points are left out, but never
   * those where the zone changes.
   */
  async trail({ assetId, since, siteIds }: SeenHistory, from: Date, to: Date): Promise<LongTrail> {
    const { rows } = await this.database.pool.query<Omit<TrailRow, 'at'> & { at: Date; total: number }>(
      `WITH ${carried}, way AS (
         SELECT was.observed_at AS at, was.floor_id AS "floorId", was.x, was.y, was.radius90_m AS "radius90M",
           was.zone_id AS "zoneId", count(*) OVER ()::int AS total, row_number() OVER along AS place,
           lag((was.floor_id, was.zone_id)) OVER along AS former, lead((was.floor_id, was.zone_id)) OVER along AS next,
           coalesce(was.observed_at - lag(was.observed_at) OVER along > $7 * interval '1 second', false) AS "afterSilence",
           coalesce(lead(was.observed_at) OVER along - was.observed_at > $7 * interval '1 second', false) AS "beforeSilence"
         FROM carried JOIN position was ON was.tag_id = carried.tag_id
           AND was.observed_at >= greatest($3::timestamptz, carried.since)
           AND was.observed_at <= $4::timestamptz AND was.observed_at < carried.until
         JOIN floor ON floor.id = was.floor_id JOIN building ON building.id = floor.building_id
         WHERE ${siteSeen(5, 'building.site_id')} AND was.observed_at BETWEEN $3 AND $4
         WINDOW along AS (ORDER BY was.observed_at))
       SELECT at, "floorId", x, y, "radius90M", "zoneId", "afterSilence", total FROM way
       WHERE place % (total / $6 + 1) = 0 OR former IS DISTINCT FROM ("floorId", "zoneId")
         OR next IS DISTINCT FROM ("floorId", "zoneId") OR "afterSilence" OR "beforeSilence"
       ORDER BY at`,
      [assetId, since, from, to, siteIds, mostRead, trailSilenceS],
    );
    const points = rows.map(({ at, total: _, ...row }) => ({ at: at.toISOString(), ...row }));
    return { points, total: rows[0]?.total ?? 0 };
  }
}

type VisitRow = Omit<VisitList['visits'][number], 'enteredAt' | 'leftAt'> & { enteredAt: Date; leftAt: Date | null };
type StatusRow = Omit<z.infer<typeof statusHistorySchema>['statuses'][number], 'since' | 'undone'> & {
  since: Date;
  undoneBy: string | null;
  undoneAt: Date | null;
};
