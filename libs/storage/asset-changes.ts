import type pg from 'pg';
import type { AttributeValues } from '#contracts/asset-types';
import type { RiskClass } from '#contracts/assets';
import { seesEverything, type Visibility } from '#contracts/visibility';
import { assetSeen, seenValues } from './visible.js';

/** An asset as it is recorded before and after a change. */
export interface AssetFacts {
  number: string;
  name: string;
  typeKey: string;
  tagKey: string | null;
  tagId: number | null;
  department: string | null;
  person: boolean;
  retired: boolean;
  manufacturer: string | null;
  model: string | null;
  serial: string | null;
  udi: string | null;
  riskClass: RiskClass | null;
  homeZoneId: number | null;
  /** The home zone as site/building/floor/zone. */
  homeZone: string | null;
  attributes: AttributeValues;
  /** Number of the kit it belongs to. */
  kitNumber: string | null;
}

/** What became of one asset; `before` is null for a new one. */
export interface AssetChange {
  id: number;
  before: AssetFacts | null;
  after: AssetFacts;
}

/** Who changes assets: how much of the house they see, and what is recorded with the change. */
export interface AssetChangeRules {
  visibility: Visibility;
  /** Name of who pairs tags; without it the installation itself does. */
  by?: string;
  /** Called last, inside the transaction that makes the changes. */
  note: (client: pg.ClientBase, changes: readonly AssetChange[]) => Promise<void>;
}

/** For the installation itself: tests, benchmarks, and files on the server. */
export const everythingUnnoted: AssetChangeRules = { visibility: seesEverything, note: () => Promise.resolve() };

/** An asset before a change, and whether who asks sees it. */
export interface KnownAsset {
  id: number;
  facts: AssetFacts;
  seen: boolean;
}

/** How a zone is named in files and records; for the tables zone, floor, building and site. */
export const zonePath = `concat_ws('/', site.key, building.key, floor.key, zone.key)`;

const facts = `asset.number, asset.name, type.key AS "typeKey", tag.key AS "tagKey", asset.tag_id AS "tagId",
  asset.department, asset.person, asset.retired_at IS NOT NULL AS retired,
  asset.manufacturer, asset.model, asset.serial, asset.udi, asset.risk_class AS "riskClass",
  asset.home_zone_id AS "homeZoneId",
  CASE WHEN zone.id IS NOT NULL THEN ${zonePath} END AS "homeZone", asset.attributes, kit.number AS "kitNumber"`;
const tables = `asset JOIN asset_type type ON type.id = asset.asset_type_id LEFT JOIN tag ON tag.id = asset.tag_id
  LEFT JOIN asset kit ON kit.id = asset.kit_id
  LEFT JOIN zone ON zone.id = asset.home_zone_id LEFT JOIN floor ON floor.id = zone.floor_id
  LEFT JOIN building ON building.id = floor.building_id LEFT JOIN site ON site.id = building.site_id`;

/**
 * The assets of these numbers and the carriers of these tags, by number.
 * @param lock whether they are locked until the transaction ends
 */
export async function assetsBefore(
  client: pg.ClientBase,
  numbers: readonly (string | null)[],
  tagKeys: readonly (string | null)[],
  visibility: Visibility,
  lock = true,
): Promise<Map<string, KnownAsset>> {
  const { rows } = await client.query<AssetFacts & { id: number; seen: boolean }>(
    `SELECT asset.id, ${facts}, ${assetSeen(3)} AS seen FROM ${tables}
     WHERE asset.number = ANY ($1::text[])
       OR asset.tag_id IN (SELECT carried.id FROM tag carried WHERE carried.key = ANY ($2::text[]))
     ORDER BY asset.id ${lock ? 'FOR UPDATE OF asset' : ''}`,
    [numbers, tagKeys, ...seenValues(visibility)],
  );
  return new Map(rows.map(({ id, seen, ...facts }) => [facts.number, { id, facts, seen }]));
}

/** What has become of those assets, and of newly made ones with these ids. Unchanged ones are left out. */
export async function changesSince(
  client: pg.ClientBase,
  before: ReadonlyMap<string, KnownAsset>,
  madeIds: readonly number[],
): Promise<AssetChange[]> {
  const known = new Map([...before.values()].map(({ id, facts }) => [id, facts]));
  const { rows } = await client.query<AssetFacts & { id: number }>(
    `SELECT asset.id, ${facts} FROM ${tables} WHERE asset.id = ANY ($1::int[]) ORDER BY asset.id`,
    [[...new Set([...known.keys(), ...madeIds])]],
  );
  const all = rows.map(({ id, ...after }): AssetChange => ({ id, before: known.get(id) ?? null, after }));
  return all.filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}
