import type { z } from 'zod';
import type { AssetList, AssetView, RegisterAssets, assetQuerySchema } from '#contracts/api';
import { freshnessOf, type PositionMethod } from '#contracts/position';
import type { Visibility } from '#contracts/visibility';
import type { AssetChangeRules } from './asset-changes.js';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import { registerAssets } from './register-assets.js';
import { retireAssets } from './retire-assets.js';
import { assetSeen, seenValues } from './visible.js';

export type AssetQuery = z.output<typeof assetQuerySchema>;

type AssetPosition = NonNullable<AssetView['position']>;

interface AssetRow extends Omit<AssetView, 'position'> {
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

const selectAssets = `SELECT asset.id, asset.number, asset.name, type.key AS "typeKey", type.name AS "typeName",
    tag.key AS "tagKey", asset.tag_id AS "tagId", asset.department, asset.person,
    floor.id AS "floorId", floor.name AS "floorName", site.name AS "siteName",
    here.x, here.y, here.radius90_m AS "radius90M", here.zone_id AS "zoneId", zone.name AS "zoneName",
    here.in_zone_since AS "inZoneSince", here.observed_at AS "observedAt", here.method,
    here.ambiguous, here.reporting_interval_ms AS "reportingIntervalMs",
    (SELECT coalesce(json_agg(json_build_object('zoneId', maybe.id, 'zoneName', maybe.name, 'probability', (chance -> 1)::float8)
              ORDER BY place), '[]')
     FROM jsonb_array_elements(here.zones) WITH ORDINALITY AS one (chance, place)
     JOIN zone maybe ON maybe.id = (chance -> 0)::int) AS zones
  FROM asset
  JOIN asset_type type ON type.id = asset.asset_type_id
  LEFT JOIN tag ON tag.id = asset.tag_id
  LEFT JOIN current_position here ON here.tag_id = asset.tag_id
  LEFT JOIN zone ON zone.id = here.zone_id
  LEFT JOIN floor ON floor.id = here.floor_id
  LEFT JOIN building ON building.id = floor.building_id
  LEFT JOIN site ON site.id = building.site_id
  WHERE asset.retired_at IS NULL AND ${assetSeen(1)}`;

/** Each word must begin a word of the name or type, stand anywhere in the number, or begin the tag's key. */
const matchesWords = `(SELECT coalesce(bool_and(
    concat(' ', asset.name, ' ', type.name, ' ', type.key) ILIKE '% ' || word || '%'
    OR asset.number ILIKE '%' || word || '%' OR coalesce(tag.key, '') ILIKE word || '%'), true)
  FROM unnest($4::text[]) AS word)`;

/** The things people look for, each with where it is now. */
export class AssetStore {
  /**
   * @param now the clock (ms since 1970), against which freshness is told
   * @param blindSince what is known of the readers; without it no place counts as blind
   */
  constructor(
    private readonly database: Database,
    private readonly now: () => number = Date.now,
    private readonly blindSince: BlindSince = () => null,
  ) {}

  /** A page of the assets somebody sees that match every word of the search, in order of id. */
  async list({ search, limit, after }: AssetQuery, visibility: Visibility): Promise<AssetList> {
    const { rows } = await this.database.pool.query<AssetRow>(
      `${selectAssets} AND asset.id > $5 AND ${matchesWords} ORDER BY asset.id LIMIT $6`,
      [...seenValues(visibility), searchWords(search), after, limit + 1],
    );
    const page = rows.slice(0, limit);
    return {
      assets: page.map((row) => this.#view(row)),
      next: rows.length > limit ? page[page.length - 1].id : null,
    };
  }

  /** One asset, or null when there is none with this id, it is retired, or it is out of sight. */
  async byId(id: number, visibility: Visibility): Promise<AssetView | null> {
    const { rows } = await this.database.pool.query<AssetRow>(`${selectAssets} AND asset.id = $4`, [
      ...seenValues(visibility),
      id,
    ]);
    return rows[0] ? this.#view(rows[0]) : null;
  }

  /**
   * Registers assets with their tags in one transaction; a number that exists is changed (a retired one
   * serves again), a tag that another asset carried moves over, tags and types are made as needed.
   * @returns how many assets were registered.
   * @throws AssetOutOfSight when one of them, or the one that gives up its tag, is not shown to who asks
   */
  register(assets: RegisterAssets['assets'], rules?: AssetChangeRules): Promise<number> {
    return inTransaction(this.database.pool, (client) => registerAssets(client, assets, rules));
  }

  /**
   * Takes assets out of service: their history stays, their tags become free. Those that are not shown to who asks stay.
   * @returns how many were in service.
   */
  retire(numbers: readonly string[], rules?: AssetChangeRules): Promise<number> {
    return inTransaction(this.database.pool, (client) => retireAssets(client, numbers, rules));
  }

  /** Those of these numbers, ten at most, whose assets are in service but not shown to who asks. */
  async hiddenAmong(numbers: readonly string[], visibility: Visibility): Promise<string[]> {
    const { rows } = await this.database.pool.query<{ number: string }>(
      `SELECT number FROM asset WHERE number = ANY ($4::text[]) AND retired_at IS NULL AND NOT ${assetSeen(1)}
       ORDER BY number LIMIT 10`,
      [...seenValues(visibility), numbers],
    );
    return rows.map(({ number }) => number);
  }

  #view(row: AssetRow): AssetView {
    const { id, number, name, typeKey, typeName, tagKey, tagId, department, person } = row;
    const asset = { id, number, name, typeKey, typeName, tagKey, tagId, department, person };
    if (row.floorId === null) return { ...asset, position: null };
    const observedAt = row.observedAt.getTime();
    const now = this.now();
    const silentSince = this.blindSince(row.floorId, row.zoneId);
    // Readers that were never heard, or not since before the tag was, say nothing about it since it was heard.
    const blindSince = silentSince === null ? null : Math.max(silentSince, observedAt);
    return {
      ...asset,
      position: {
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
        freshness: freshnessOf(
          now - observedAt,
          row.reportingIntervalMs,
          blindSince === null ? null : now - blindSince,
        ),
        method: row.method,
        zones: row.zones,
        ambiguous: row.ambiguous,
        reportingIntervalMs: row.reportingIntervalMs,
        blindSince: blindSince === null ? null : new Date(blindSince).toISOString(),
      },
    };
  }
}

/** The words of a search with what LIKE would take for patterns made plain. */
function searchWords(search: string): string[] {
  return search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/[\\%_]/g, '\\$&'));
}
