import type { AssetAttribute, AttributeValues } from '#contracts/asset-types';
import type { RiskClass } from '#contracts/assets';
import { fittingValues } from '#contracts/attribute-values';
import { zonePath } from './asset-changes.js';
import type { Database } from './database.js';
import { siteSeen } from './visible.js';

/** What files tell of an asset besides what lists tell. */
export interface ExportedFacts {
  udi: string | null;
  riskClass: RiskClass | null;
  /** As site/building/floor/zone; null also when its site is not shown. */
  homeZone: string | null;
  attributes: AttributeValues;
  /** What its tag said last of its battery. */
  batteryPercent: number | null;
  batteryMillivolts: number | null;
  batteryAt: Date | null;
}

/** More of what was read of assets, for files. Whether they are seen was asked before. */
export class AssetExport {
  constructor(private readonly database: Database) {}

  /** Keys of all attributes that types have, in order. */
  async attributeKeys(): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ key: string }>(
      `SELECT DISTINCT attribute ->> 'key' AS key FROM asset_type, jsonb_array_elements(attributes) AS attribute ORDER BY key`,
    );
    return rows.map(({ key }) => key);
  }

  /** By id. @param siteIds the sites that who asks sees; null for all */
  async facts(ids: readonly number[], siteIds: readonly number[] | null): Promise<Map<number, ExportedFacts>> {
    const { rows } = await this.database.pool.query<ExportedFacts & { id: number; known: AssetAttribute[] }>(
      `SELECT asset.id, asset.udi, asset.risk_class AS "riskClass", asset.attributes, type.attributes AS known,
         battery.percent AS "batteryPercent", battery.millivolts AS "batteryMillivolts", battery.observed_at AS "batteryAt",
         (SELECT ${zonePath} FROM zone JOIN floor ON floor.id = zone.floor_id JOIN building ON building.id = floor.building_id
          JOIN site ON site.id = building.site_id
          WHERE zone.id = asset.home_zone_id AND zone.removed_at IS NULL AND ${siteSeen(2, 'site.id')}) AS "homeZone"
       FROM asset JOIN asset_type type ON type.id = asset.asset_type_id
       LEFT JOIN tag_battery battery ON battery.tag_id = asset.tag_id WHERE asset.id = ANY ($1::int[])`,
      [ids, siteIds],
    );
    return new Map(
      rows.map(({ id, known, attributes, ...facts }) => [
        id,
        { ...facts, attributes: fittingValues(known, attributes) },
      ]),
    );
  }
}
