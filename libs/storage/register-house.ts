import type pg from 'pg';
import type { AssetAttribute } from '#contracts/asset-types';
import type { Visibility } from '#contracts/visibility';
import { assetsBefore, type KnownAsset, zonePath } from './asset-changes.js';
import { personsLocated } from './person-history.js';
import { siteSeen } from './visible.js';

export interface RegisterType {
  key: string;
  name: string;
  attributes: AssetAttribute[];
}

/** What of the house decides whether assets can be written as they are given. */
export interface RegisterHouse {
  visibility: Visibility;
  /** The assets of the wanted numbers, the carriers of the wanted tags, and the kits of all of these, by number. */
  assets: Map<string, KnownAsset>;
  /** By key. */
  types: Map<string, RegisterType>;
  /** Zones on sites that who asks sees: id by site/building/floor/zone. */
  zones: Map<string, number>;
  /** Assets in service that belong to the wanted assets: number of the kit, number of the part. */
  parts: { kit: string; part: string }[];
  /** Statuses of the wanted assets in service, by number. */
  statuses: Map<string, string>;
  /** Persons may be located here. */
  personsLocated: boolean;
}

/** What is to be known before a change. */
export interface Wanted {
  numbers: readonly string[];
  tagKeys: readonly (string | null)[];
  kitNumbers: readonly (string | null)[];
}

/** Reads all that a change of assets is checked against. @param lock whether it holds until the transaction ends */
export async function readRegisterHouse(
  client: pg.ClientBase,
  { numbers, tagKeys, kitNumbers }: Wanted,
  visibility: Visibility,
  lock: boolean,
): Promise<RegisterHouse> {
  const assets = await assetsBefore(client, [...numbers, ...kitNumbers], tagKeys, visibility, lock);
  const kits = [...assets.values()].flatMap(({ facts: { kitNumber } }) =>
    kitNumber === null || assets.has(kitNumber) ? [] : [kitNumber],
  );
  for (const [number, kit] of await assetsBefore(client, [...new Set(kits)], [], visibility, lock))
    assets.set(number, kit);
  const types = await client.query<RegisterType>('SELECT key, name, attributes FROM asset_type');
  const zones = await client.query<{ id: number; path: string }>(
    `SELECT zone.id, ${zonePath} AS path FROM zone JOIN floor ON floor.id = zone.floor_id
     JOIN building ON building.id = floor.building_id JOIN site ON site.id = building.site_id
     WHERE zone.removed_at IS NULL AND ${siteSeen(1, 'site.id')}`,
    [visibility.siteIds],
  );
  const parts = await client.query<{ kit: string; part: string }>(
    `SELECT kit.number AS kit, part.number AS part FROM asset part JOIN asset kit ON kit.id = part.kit_id
     WHERE kit.number = ANY ($1::text[]) AND part.retired_at IS NULL`,
    [numbers],
  );
  const statuses = await client.query<{ number: string; status: string }>(
    'SELECT number, status FROM asset WHERE number = ANY ($1::text[]) AND retired_at IS NULL',
    [numbers],
  );
  const { rows } = await client.query<{ located: boolean }>(`SELECT ${personsLocated} AS located`);
  return {
    ...{ visibility, assets, parts: parts.rows, personsLocated: rows[0].located },
    statuses: new Map(statuses.rows.map(({ number, status }) => [number, status])),
    types: new Map(types.rows.map((type) => [type.key, type])),
    zones: new Map(zones.rows.map(({ path, id }) => [path, id])),
  };
}
