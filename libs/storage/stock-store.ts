import type { AssetIcon } from '#contracts/asset-types';
import type { AssetStatus } from '#contracts/asset-status';
import type { ZoneKind } from '#contracts/floorplan';
import type { Point } from '#contracts/geometry';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { assetSeen, seenValues } from './visible.js';

/** A zone with all that stock levels ask of it. */
export interface StockZone {
  id: number;
  name: string;
  kind: ZoneKind;
  department: string | null;
  polygon: Point[];
  floorId: number;
  floorName: string;
  level: number;
  buildingId: number;
  siteId: number;
  siteName: string;
  timeZone: string;
}

/** An asset where it was last heard; times in ms since 1970. A list, because 20,000 of them are read at a time. */
export type StockRow = [
  id: number,
  typeKey: string,
  status: AssetStatus,
  reserved: boolean,
  /** A part of a kit, without a tag of its own. */
  part: boolean,
  floorId: number,
  zoneId: number | null,
  /** JSON of zone ids and chances; null when hardly anything speaks for another zone than the told one. */
  chances: string | null,
  ambiguous: boolean,
  observedAt: number,
  reportingIntervalMs: number | null,
  stoodSince: number | null,
  homeZoneId: number | null,
];

export interface NamedAsset {
  id: number;
  number: string;
  name: string;
}

/** What stock levels are counted from. */
export class StockStore {
  constructor(private readonly database: Database) {}

  /** Every zone on a plan, in order of id. */
  async zones(): Promise<StockZone[]> {
    const { rows } = await this.database.pool.query<StockZone>(
      `SELECT zone.id, zone.name, zone.kind, zone.department, zone.polygon, floor.id AS "floorId", floor.name AS "floorName",
         floor.level, building.id AS "buildingId", site.id AS "siteId", site.name AS "siteName", site.time_zone AS "timeZone"
       FROM zone JOIN floor ON floor.id = zone.floor_id JOIN building ON building.id = floor.building_id
       JOIN site ON site.id = building.site_id WHERE zone.removed_at IS NULL ORDER BY zone.id`,
    );
    return rows;
  }

  /**
   * The equipment of some types that somebody sees and that was ever heard. What persons carry is no stock.
   * @param sure a chance of the told zone above which the chances of others are left out
   */
  async assets(typeKeys: readonly string[], sure: number, visibility: Visibility): Promise<StockRow[]> {
    const { rows } = await this.database.pool.query<StockRow>({
      rowMode: 'array',
      text: `SELECT asset.id, type.key, asset.status,
          asset.id IN (SELECT asset_id FROM reservation WHERE ended_at IS NULL AND expires_at > now()),
          asset.tag_id IS NULL, here.floor_id, here.zone_id,
          CASE WHEN here.zones = '[]' OR (here.zones -> 0 ->> 0)::int = here.zone_id AND (here.zones -> 0 -> 1)::float8 > $5
            THEN NULL ELSE here.zones::text END,
          here.ambiguous, floor(extract(epoch FROM here.observed_at) * 1000)::float8, here.reporting_interval_ms,
          floor(extract(epoch FROM greatest(here.in_zone_since, asset.tag_since)) * 1000)::float8, asset.home_zone_id
        FROM asset JOIN asset_type type ON type.id = asset.asset_type_id
        LEFT JOIN asset kit ON kit.id = asset.kit_id
        JOIN current_position here ON here.tag_id = coalesce(asset.tag_id, kit.tag_id)
        WHERE asset.retired_at IS NULL AND NOT asset.person AND type.key = ANY ($4::text[])
          AND asset.status NOT IN ('retired', 'missing') AND ${assetSeen(1)}`,
      values: [...seenValues(visibility), typeKeys, sure],
    });
    return rows;
  }

  /** The pictures of types, by key. */
  async icons(typeKeys: readonly string[]): Promise<Map<string, AssetIcon>> {
    const { rows } = await this.database.pool.query<{ key: string; icon: AssetIcon }>(
      'SELECT key, icon FROM asset_type WHERE key = ANY ($1::text[])',
      [typeKeys],
    );
    return new Map(rows.map(({ key, icon }) => [key, icon]));
  }

  /** Numbers and names of assets. */
  async names(ids: readonly number[]): Promise<NamedAsset[]> {
    const { rows } = await this.database.pool.query<NamedAsset>(
      'SELECT id, number, name FROM asset WHERE id = ANY ($1::int[])',
      [ids],
    );
    return rows;
  }
}
