import type { AssetView } from '#contracts/assets';
import type { StatusSource, AssetStatus } from '#contracts/asset-status';
import { freshnessOf, type PositionMethod } from '#contracts/position';
import { assetSeen } from './visible.js';

type AssetPosition = NonNullable<AssetView['position']>;

/** One row of `selectAssets`. */
export interface AssetRow extends Omit<AssetView, 'position' | 'status' | 'reservation'> {
  status: AssetStatus;
  statusSince: Date;
  statusSource: StatusSource;
  statusBy: string | null;
  statusNote: string | null;
  reservedBy: string | null;
  reservedUserId: number | null;
  reservedNote: string | null;
  reservedUntil: Date;
  floorId: number | null;
  floorName: string;
  siteName: string;
  x: number;
  y: number;
  radius90M: number;
  zoneId: number | null;
  zoneName: string | null;
  inZoneSince: Date | null;
  observedAt: Date;
  method: PositionMethod;
  zones: AssetPosition['zones'];
  ambiguous: boolean;
  reportingIntervalMs: number | null;
}

/** Since when (ms since 1970) the readers that hear a zone of a floor are silent; null while one is heard. */
export type BlindSince = (floorId: number, zoneId: number | null) => number | null;

/**
 * Columns of an asset's row, for `assetTables`; `seenValues` are $1 to $3: a kit that is not shown is not named. The zones it
 * may be in are a few: OFFSET 0 has each looked up by its key, where a join would read all zones of the house for every asset.
 */
export const assetColumns = `asset.id, asset.number, asset.name, type.key AS "typeKey", type.name AS "typeName", type.icon,
    asset.manufacturer, asset.model, asset.serial,
    tag.key AS "tagKey", asset.tag_id AS "tagId", asset.department, asset.person,
    CASE WHEN asset.retired_at IS NULL THEN asset.status ELSE 'retired' END AS status,
    coalesce(asset.retired_at, asset.status_since) AS "statusSince", asset.status_source AS "statusSource",
    asset.status_by AS "statusBy", asset.status_note AS "statusNote",
    reserved.reserved_by AS "reservedBy", reserved.user_id AS "reservedUserId", reserved.note AS "reservedNote",
    reserved.expires_at AS "reservedUntil",
    CASE WHEN kit.id IS NOT NULL AND ${assetSeen(1, 'kit')} THEN json_build_object('id', kit.id, 'number', kit.number, 'name', kit.name) END AS kit,
    floor.id AS "floorId", floor.name AS "floorName", site.name AS "siteName",
    here.x, here.y, here.radius90_m AS "radius90M", here.zone_id AS "zoneId", zone.name AS "zoneName",
    here.in_zone_since AS "inZoneSince", here.observed_at AS "observedAt", here.method,
    here.ambiguous, here.reporting_interval_ms AS "reportingIntervalMs",
    (SELECT coalesce(json_agg(json_build_object('zoneId', maybe.id, 'zoneName', maybe.name, 'probability', (chance -> 1)::float8)
              ORDER BY place), '[]')
     FROM jsonb_array_elements(here.zones) WITH ORDINALITY AS one (chance, place)
     CROSS JOIN LATERAL (SELECT id, name FROM zone WHERE zone.id = (chance -> 0)::int OFFSET 0) maybe) AS zones`;

/** An asset with where it is; one without a tag is where its kit is. */
export const assetTables = `asset
  JOIN asset_type type ON type.id = asset.asset_type_id
  LEFT JOIN tag ON tag.id = asset.tag_id
  LEFT JOIN asset kit ON kit.id = asset.kit_id
  LEFT JOIN current_position here ON here.tag_id = coalesce(asset.tag_id, kit.tag_id)
  LEFT JOIN zone ON zone.id = here.zone_id
  LEFT JOIN floor ON floor.id = here.floor_id
  LEFT JOIN building ON building.id = floor.building_id
  LEFT JOIN site ON site.id = building.site_id
  LEFT JOIN LATERAL (SELECT reserved_by, user_id, note, expires_at FROM reservation
    WHERE asset_id = asset.id AND ended_at IS NULL AND expires_at > now()
    ORDER BY id DESC LIMIT 1) reserved ON true`;

/** Assets in service that somebody sees: `seenValues` are $1 to $3, further conditions follow with AND. */
export const selectAssets = `SELECT ${assetColumns} FROM ${assetTables}
  WHERE asset.retired_at IS NULL AND ${assetSeen(1)}`;

/** What assets' rows say, at a moment, to somebody. */
export class AssetViews {
  /**
   * @param now the clock (ms since 1970), against which freshness is told
   * @param blindSince what is known of the readers; without it no place counts as blind
   */
  constructor(
    private readonly now: () => number = Date.now,
    private readonly blindSince: BlindSince = () => null,
  ) {}

  /** @param userId who asks; null for a key */
  view(row: AssetRow, userId: number | null): AssetView {
    const { id, number, name, typeKey, typeName, icon, manufacturer, model, serial } = row;
    const { tagKey, tagId, department, person, kit } = row;
    return {
      ...{ id, number, name, typeKey, typeName, icon, manufacturer, model, serial },
      ...{ tagKey, tagId, department, person, kit },
      status: {
        value: row.status,
        since: row.statusSince.toISOString(),
        source: row.statusSource,
        by: row.statusBy,
        note: row.statusNote,
      },
      reservation:
        row.reservedBy === null
          ? null
          : {
              by: row.reservedBy,
              mine: userId !== null && row.reservedUserId === userId,
              note: row.reservedNote,
              until: row.reservedUntil.toISOString(),
            },
      position: this.#position(row),
    };
  }

  #position(row: AssetRow): AssetPosition | null {
    if (row.floorId === null) return null;
    const observedAt = row.observedAt.getTime();
    const now = this.now();
    const silentSince = this.blindSince(row.floorId, row.zoneId);
    // Readers that were never heard, or not since before the tag was, say nothing about it since it was heard.
    const blindSince = silentSince === null ? null : Math.max(silentSince, observedAt);
    return {
      floorId: row.floorId,
      floorName: row.floorName,
      siteName: row.siteName,
      x: row.x,
      y: row.y,
      radius90M: row.radius90M,
      zoneId: row.zoneId,
      zoneName: row.zoneName,
      inZoneSince: row.inZoneSince?.toISOString() ?? null,
      observedAt: row.observedAt.toISOString(),
      freshness: freshnessOf(now - observedAt, row.reportingIntervalMs, blindSince === null ? null : now - blindSince),
      method: row.method,
      zones: row.zones,
      ambiguous: row.ambiguous,
      reportingIntervalMs: row.reportingIntervalMs,
      blindSince: blindSince === null ? null : new Date(blindSince).toISOString(),
    };
  }
}
