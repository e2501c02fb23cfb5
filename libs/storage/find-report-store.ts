import { soundStatuses, type AssetStatus } from '#contracts/asset-status';
import type { FindTimes } from '#contracts/asset-use';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import { rememberAct } from './last-act.js';
import type { Note } from './noted.js';
import { lockAsset, type UsedAsset, type User, writeSaid } from './used-asset.js';
import { assetSeen, seenValues, siteSeen } from './visible.js';

/** Somebody stood where an asset was told to be. */
export interface FindReport {
  assetId: number;
  kind: 'found' | 'not-here';
  user: User;
  /** Where it was found, when another zone than told. */
  zoneId: number | null;
  /** From the begin of the search, milliseconds. */
  searchMs: number | null;
}

/** What came of a report. */
export interface NotedFind {
  id: number;
  asset: UsedAsset;
  /** Where it was told to be. */
  toldZoneId: number | null;
}

/** A report outside all zones is a doubt for so long: there no new stay ends it. */
const doubtOutside = `interval '12 hours'`;

/**
 * SQL: since when the row of `asset`, with its place in `here`, is doubted; null when it is not. Somebody said that it is
 * not where it is told to be, or found it elsewhere; nobody has found it there since, and it is told to be in the same stay.
 */
export const doubtedSince = `(SELECT min(doubt.at) FROM find_report doubt
  WHERE doubt.asset_id = asset.id AND here.tag_id IS NOT NULL
    AND (doubt.kind = 'not-here' OR doubt.zone_id <> doubt.told_zone_id)
    AND doubt.told_zone_id IS NOT DISTINCT FROM here.zone_id AND doubt.told_since IS NOT DISTINCT FROM here.in_zone_since
    AND (doubt.told_since IS NOT NULL OR doubt.at > now() - ${doubtOutside})
    AND NOT EXISTS (SELECT FROM find_report found WHERE found.asset_id = asset.id AND found.kind = 'found'
      AND found.at >= doubt.at AND found.id > doubt.id AND coalesce(found.zone_id, found.told_zone_id)
        IS NOT DISTINCT FROM doubt.told_zone_id))`;

/** What comes of a missing asset that was found: what it was, unless a defect was reported meanwhile. */
function statusFound({ beforeMissing, defective }: UsedAsset): AssetStatus {
  const before = beforeMissing ?? 'available';
  return defective && soundStatuses.includes(before) ? 'needs-repair' : before;
}

/** What people say of where equipment is told to be, and how long they searched. */
export class FindReportStore {
  constructor(private readonly database: Database) {}

  /** @returns null when there is no such asset in service, or it is out of sight */
  add(report: FindReport, visibility: Visibility, note: Note<NotedFind>): Promise<NotedFind | null> {
    return inTransaction(this.database.pool, async (client) => {
      const asset = await lockAsset(client, report.assetId, visibility);
      if (asset === null) return null;
      const { rows } = await client.query<{ id: string; toldZoneId: number | null }>(
        `INSERT INTO find_report (asset_id, user_id, kind, told_zone_id, told_since, zone_id, search_ms)
         SELECT asset.id, $2, $3, here.zone_id, here.in_zone_since,
           CASE WHEN $3 = 'found' THEN coalesce($4, here.zone_id) ELSE $4 END, $5
         FROM asset LEFT JOIN asset kit ON kit.id = asset.kit_id
         LEFT JOIN current_position here ON here.tag_id = coalesce(asset.tag_id, kit.tag_id)
         WHERE asset.id = $1 RETURNING id, told_zone_id AS "toldZoneId"`,
        [report.assetId, report.user.userId, report.kind, report.zoneId, report.searchMs],
      );
      const saidStatus = report.kind === 'found' && asset.status === 'missing';
      if (saidStatus) await writeSaid(client, asset.id, statusFound(asset), report.user.name);
      const act = { kind: report.kind, subjectId: Number(rows[0].id), saidStatus };
      await rememberAct(client, asset.id, report.user, act);
      const noted = { id: Number(rows[0].id), asset, toldZoneId: rows[0].toldZoneId };
      await note(client, noted);
      return noted;
    });
  }

  /** How long it took to find things in the last days, by department of the zone; of what somebody sees. */
  async times(days: number, visibility: Visibility): Promise<FindTimes> {
    const { rows } = await this.database.pool.query<FindTimes['zones'][number]>(
      `SELECT zone.department, count(*) FILTER (WHERE report.kind = 'found')::int AS found,
         count(*) FILTER (WHERE report.kind = 'not-here')::int AS "notHere",
         percentile_cont(0.5) WITHIN GROUP (ORDER BY report.search_ms / 1000.0)
           FILTER (WHERE report.kind = 'found') AS "medianS",
         percentile_cont(0.9) WITHIN GROUP (ORDER BY report.search_ms / 1000.0)
           FILTER (WHERE report.kind = 'found') AS "p90S"
       FROM find_report report JOIN asset ON asset.id = report.asset_id
       LEFT JOIN zone ON zone.id = coalesce(report.zone_id, report.told_zone_id)
       LEFT JOIN floor ON floor.id = zone.floor_id LEFT JOIN building ON building.id = floor.building_id
       WHERE report.at > now() - make_interval(days => $4) AND ${assetSeen(1)}
         AND (zone.id IS NULL OR ${siteSeen(1, 'building.site_id')})
       GROUP BY zone.department ORDER BY zone.department NULLS LAST`,
      [...seenValues(visibility), days],
    );
    return { days, zones: rows };
  }
}
