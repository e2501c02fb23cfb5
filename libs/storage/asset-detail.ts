import type { AssetAttribute, AttributeValues } from '#contracts/asset-types';
import type { AssetDetail, AssetView, RiskClass } from '#contracts/assets';
import { fittingValues } from '#contracts/attribute-values';
import type { Visibility } from '#contracts/visibility';
import { type AssetUseDetails, assetUseDetails } from './asset-use-details.js';
import type { Database } from './database.js';
import { assetSeen, seenValues, siteSeen } from './visible.js';

interface DetailRow {
  udi: string | null;
  riskClass: RiskClass | null;
  homeZone: AssetDetail['homeZone'];
  attributes: AttributeValues;
  typeAttributes: AssetAttribute[];
  photoAt: Date | null;
  parts: AssetDetail['parts'];
  batteryPercent: number | null;
  batteryMillivolts: number | null;
  batteryAt: Date | null;
  registeredAt: Date;
}

/** What is known of an asset besides what lists tell; null when it went out of service meanwhile. */
export async function detailOf(
  database: Database,
  asset: AssetView,
  visibility: Visibility,
): Promise<AssetDetail | null> {
  const { rows } = await database.pool.query<DetailRow>(
    `SELECT asset.udi, asset.risk_class AS "riskClass", asset.attributes, type.attributes AS "typeAttributes",
       asset.created_at AS "registeredAt", battery.percent AS "batteryPercent", battery.millivolts AS "batteryMillivolts",
       battery.observed_at AS "batteryAt",
       (SELECT json_build_object('id', zone.id, 'name', zone.name, 'floorId', floor.id, 'floorName', floor.name)
        FROM zone JOIN floor ON floor.id = zone.floor_id JOIN building ON building.id = floor.building_id
        WHERE zone.id = asset.home_zone_id AND ${siteSeen(1, 'building.site_id')}) AS "homeZone",
       (SELECT changed_at FROM asset_photo WHERE asset_id = asset.id) AS "photoAt",
       (SELECT coalesce(json_agg(json_build_object('id', part.id, 'number', part.number, 'name', part.name)
                 ORDER BY part.number), '[]')
        FROM asset part WHERE part.kit_id = asset.id AND part.retired_at IS NULL AND ${assetSeen(1, 'part')}) AS parts
     FROM asset JOIN asset_type type ON type.id = asset.asset_type_id
       LEFT JOIN tag_battery battery ON battery.tag_id = asset.tag_id
     WHERE asset.id = $4 AND asset.retired_at IS NULL AND ${assetSeen(1)}`,
    [...seenValues(visibility), asset.id],
  );
  if (rows.length === 0) return null;
  return { ...asset, ...detail(rows[0]), ...(await assetUseDetails(database, asset.id)) };
}

function detail(row: DetailRow): Omit<AssetDetail, keyof AssetView | keyof AssetUseDetails> {
  return {
    ...{ udi: row.udi, riskClass: row.riskClass, homeZone: row.homeZone, parts: row.parts },
    attributes: fittingValues(row.typeAttributes, row.attributes),
    photoAt: row.photoAt?.toISOString() ?? null,
    battery:
      row.batteryAt === null
        ? null
        : {
            percent: row.batteryPercent,
            millivolts: row.batteryMillivolts,
            observedAt: row.batteryAt.toISOString(),
          },
    registeredAt: row.registeredAt.toISOString(),
  };
}
