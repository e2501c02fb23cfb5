import type { AssetStatus } from '#contracts/asset-status';
import type { AssetIcon } from '#contracts/asset-types';
import { assetWords, joined } from './asset-words.js';
import type { Database } from './database.js';
import { doubtedSince } from './find-report-store.js';

/** An asset in service, as the search keeps it in memory. */
export interface SearchedAsset {
  id: number;
  typeId: number;
  department: string | null;
  person: boolean;
  status: AssetStatus;
  /** The tag that tells where it is: its own, or that of its kit. */
  tagId: number | null;
  /** Another one with every change of the row. */
  version: string;
}

/** By what an asset is found. */
export interface AssetWords {
  id: number;
  /** The key of its own tag. */
  tagKey: string | null;
  /** As udiKey has it. */
  udiKey: string | null;
  /** As `assetWords` has them. */
  words: string;
  /** Number, serial and UDI without what separates their parts; empty ones too. */
  codes: string[];
}

export interface SearchedType {
  id: number;
  key: string;
  name: string;
  icon: AssetIcon;
  synonyms: string[];
}

/** What changed too often to be kept with the register. */
export interface SearchNews {
  /** The newest change of a status, and the newest report of a find, by their ids. */
  lastStatus: number;
  lastReport: number;
  statuses: [assetId: number, status: AssetStatus][];
  /** Assets that somebody wants now; null: a key reserved it. */
  reserved: [assetId: number, userId: number | null][];
}

/** A doubt is forgotten after so many days, even when the asset has not moved. */
const doubtDays = 14;
const inService = 'asset.retired_at IS NULL';

/** What the search needs of the register. It is for all to see: who sees what is judged by whoever asks. */
export class SearchStore {
  constructor(private readonly database: Database) {}

  /** All assets in service, in order of id. */
  async assets(): Promise<SearchedAsset[]> {
    const { rows } = await this.database.pool.query<SearchedAsset>(
      `SELECT asset.id, asset.asset_type_id AS "typeId", asset.department, asset.person, asset.status,
         coalesce(asset.tag_id, kit.tag_id) AS "tagId", asset.xmin::text AS version
       FROM asset LEFT JOIN asset kit ON kit.id = asset.kit_id WHERE ${inService} ORDER BY asset.id`,
    );
    return rows;
  }

  /** In any order. */
  async words(ids: readonly number[]): Promise<AssetWords[]> {
    const { rows } = await this.database.pool.query<AssetWords>(
      `SELECT asset.id, tag.key AS "tagKey", asset.udi_key AS "udiKey", ${assetWords} AS words,
         ARRAY[${joined('number')}, ${joined('serial')}, ${joined('udi')}] AS codes
       FROM asset LEFT JOIN tag ON tag.id = asset.tag_id WHERE asset.id = ANY ($1::int[])`,
      [ids],
    );
    return rows;
  }

  async types(): Promise<SearchedType[]> {
    const { rows } = await this.database.pool.query<SearchedType>(
      'SELECT id, key, name, icon, synonyms FROM asset_type ORDER BY name, id',
    );
    return rows;
  }

  /** The status of everything in service. */
  async statuses(): Promise<SearchNews['statuses']> {
    const { rows } = await this.database.pool.query<Pick<SearchNews, 'statuses'>>({
      name: 'search-statuses',
      text: `SELECT coalesce(json_agg(json_build_array(id, status)), '[]') AS statuses FROM asset WHERE ${inService}`,
    });
    return rows[0].statuses;
  }

  /** @param since changes of statuses with later ids are told */
  async news(since: number): Promise<SearchNews> {
    const { rows } = await this.database.pool.query<SearchNews>({
      name: 'search-news',
      text: `SELECT coalesce((SELECT max(id) FROM status_change), 0)::float8 AS "lastStatus",
         coalesce((SELECT max(id) FROM find_report), 0)::float8 AS "lastReport",
         (SELECT coalesce(json_agg(json_build_array(id, status)), '[]') FROM asset
          WHERE id IN (SELECT asset_id FROM status_change WHERE status_change.id > $1::float8::bigint)) AS statuses,
         (SELECT coalesce(json_agg(json_build_array(asset_id, user_id)), '[]') FROM reservation
          WHERE ended_at IS NULL AND expires_at > now()) AS reserved`,
      values: [Math.max(0, since)],
    });
    return rows[0];
  }

  /** Assets whose place is doubted now; reports of the last days are looked at. */
  async doubted(): Promise<number[]> {
    const { rows } = await this.database.pool.query<{ id: number }>({
      name: 'search-doubted',
      text: `SELECT asset.id FROM asset LEFT JOIN asset kit ON kit.id = asset.kit_id
         JOIN current_position here ON here.tag_id = coalesce(asset.tag_id, kit.tag_id)
       WHERE ${inService} AND ${doubtedSince} IS NOT NULL
         AND asset.id IN (SELECT asset_id FROM find_report WHERE at > now() - make_interval(days => $1)
                            AND (kind = 'not-here' OR zone_id <> told_zone_id))`,
      values: [doubtDays],
    });
    return rows.map(({ id }) => id);
  }

  /** Assets that have a word much like this one: most of its three-letter pieces. */
  async alike(word: string): Promise<number[]> {
    const plain = word.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
    if (plain.length < 4) return [];
    const { rows } = await this.database.pool.query<{ ids: string | null }>({
      name: 'search-alike',
      text: `SELECT string_agg(asset.id::text, ',') AS ids FROM asset WHERE ${inService} AND $1 <% ${assetWords}`,
      values: [plain],
    });
    return rows[0].ids === null ? [] : rows[0].ids.split(',').map(Number);
  }
}
