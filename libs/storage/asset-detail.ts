import type { AssetAttribute, AttributeValues } from '#contracts/asset-types';
import type { AssetDetail, AssetView, RiskClass } from '#contracts/assets';
import { fittingValues } from '#contracts/attribute-values';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { assetSeen, seenValues, siteSeen } from './visible.js';

interface DetailRow {
  udi: string | null;
  riskClass: RiskClass | null;
  homeZone: AssetDetail['homeZone'];
  attributes: AttributeValues;
  typeAttributes: AssetAttribute[];
  photoAt: Date | null;
  borrower: string | null;
  lentAt: Date;
  dueAt: Date | null;
  defects: { id: number; text: string; by: string; at: string }[];
  parts: AssetDetail['parts'];
  doubtedSince: Date | null;
  registeredAt: Date;
}

/** Whether somebody said, since it came to where it is told to be, that it is not there; the newest word counts. */
const doubtedSince = `(SELECT CASE WHEN said.kind = 'not-here' THEN said.at END FROM find_report said
   WHERE said.asset_id = asset.id AND said.at >= coalesce(here.in_zone_since, said.at)
     AND (said.kind = 'found' OR said.told_zone_id IS NOT DISTINCT FROM here.zone_id)
   ORDER BY said.at DESC, said.id DESC LIMIT 1)`;

/** What is known of an asset besides what lists tell; null when it went out of service meanwhile. */
export async function detailOf(
  { pool }: Database,
  asset: AssetView,
  visibility: Visibility,
): Promise<AssetDetail | null> {
  const { rows } = await pool.query<DetailRow>(
    `SELECT asset.udi, asset.risk_class AS "riskClass", asset.attributes, type.attributes AS "typeAttributes",
       asset.created_at AS "registeredAt",
       (SELECT json_build_object('id', zone.id, 'name', zone.name, 'floorId', floor.id, 'floorName', floor.name)
        FROM zone JOIN floor ON floor.id = zone.floor_id JOIN building ON building.id = floor.building_id
        WHERE zone.id = asset.home_zone_id AND ${siteSeen(1, 'building.site_id')}) AS "homeZone",
       (SELECT changed_at FROM asset_photo WHERE asset_id = asset.id) AS "photoAt",
       loan.borrower, loan.lent_at AS "lentAt", loan.due_at AS "dueAt",
       (SELECT coalesce(json_agg(json_build_object('id', id, 'text', text, 'by', reported_by, 'at', reported_at)
                 ORDER BY id DESC), '[]')
        FROM defect WHERE asset_id = asset.id AND mended_at IS NULL) AS defects,
       (SELECT coalesce(json_agg(json_build_object('id', part.id, 'number', part.number, 'name', part.name)
                 ORDER BY part.number), '[]')
        FROM asset part WHERE part.kit_id = asset.id AND part.retired_at IS NULL AND ${assetSeen(1, 'part')}) AS parts,
       ${doubtedSince} AS "doubtedSince"
     FROM asset JOIN asset_type type ON type.id = asset.asset_type_id
     LEFT JOIN asset kit ON kit.id = asset.kit_id
     LEFT JOIN current_position here ON here.tag_id = coalesce(asset.tag_id, kit.tag_id)
     LEFT JOIN loan ON loan.asset_id = asset.id AND loan.returned_at IS NULL
     WHERE asset.id = $4 AND asset.retired_at IS NULL AND ${assetSeen(1)}`,
    [...seenValues(visibility), asset.id],
  );
  return rows.length === 0 ? null : { ...asset, ...detail(rows[0]) };
}

function detail(row: DetailRow): Omit<AssetDetail, keyof AssetView> {
  return {
    ...{ udi: row.udi, riskClass: row.riskClass, homeZone: row.homeZone, parts: row.parts },
    attributes: fittingValues(row.typeAttributes, row.attributes),
    photoAt: row.photoAt?.toISOString() ?? null,
    loan:
      row.borrower === null
        ? null
        : { borrower: row.borrower, since: row.lentAt.toISOString(), dueAt: row.dueAt?.toISOString() ?? null },
    defects: row.defects.map((defect) => ({ ...defect, at: new Date(defect.at).toISOString() })),
    doubtedSince: row.doubtedSince?.toISOString() ?? null,
    registeredAt: row.registeredAt.toISOString(),
  };
}
