import type { z } from 'zod';
import type {
  AssetDetail,
  AssetList,
  AssetView,
  RegisterAssets,
  assetOrders,
  assetQuerySchema,
} from '#contracts/assets';
import { udiKey } from '#contracts/udi';
import type { Visibility } from '#contracts/visibility';
import type { AssetChangeRules } from './asset-changes.js';
import { detailOf } from './asset-detail.js';
import { assetColumns, type AssetRow, assetTables, AssetViews, type BlindSince, selectAssets } from './asset-views.js';
import { assetWords, foldedText, soughtWords } from './asset-words.js';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import { cursorOf, readCursor } from './keyset-cursor.js';
import { registerAssets } from './register-assets.js';
import { retireAssets } from './retire-assets.js';
import { assetSeen, seenValues } from './visible.js';
import { inWordOrder } from './word-order.js';

export type AssetQuery = z.output<typeof assetQuerySchema>;
/** A query with what it leaves out as the schema fills it in. */
export type AssetQueryInput = Partial<AssetQuery>;

const dayMs = 86_400_000;

/** What the rows of each order are sorted by, before their id. */
const sortedBy: Record<(typeof assetOrders)[number], string> = {
  number: `asset.number ${inWordOrder}`,
  name: `asset.name ${inWordOrder}`,
  type: `type.name ${inWordOrder}`,
  status: 'asset.status',
  department: `coalesce(asset.department, '') ${inWordOrder}`,
};

/**
 * A word must fit the words of the asset or of its type, stand anywhere in the number, or begin the tag's key: its patterns
 * are this parameter, and what was typed is the next. Types and tags are looked through once, and not again with every asset.
 */
const matchesWord = (parameter: number) => `(
    asset.asset_type_id IN (SELECT id FROM asset_type
      WHERE ${foldedText(`name || ' ' || key || ' ' || array_to_string(synonyms, ' ')`)} LIKE ANY ($${parameter}::text[]))
    OR ${assetWords} LIKE ANY ($${parameter}::text[])
    OR asset.number ILIKE $${parameter + 1}::text
    OR asset.tag_id IN (SELECT id FROM tag WHERE lower(key) LIKE $${parameter + 2}::text))`;

/** Ids of what stands in zone $7, found once and not again with every asset: what carries a tag there, and its parts without one. */
const standingIn7 = `SELECT own.id FROM current_position stands
    JOIN asset carries ON carries.tag_id = stands.tag_id
    CROSS JOIN LATERAL (SELECT carries.id UNION ALL
      SELECT id FROM asset WHERE kit_id = carries.id AND tag_id IS NULL) own
    WHERE stands.zone_id = $7`;

/** What the filters of a query ask of a row; their values are $4 to $8 and $13, words of the search follow from $14 on. */
const matchesFilters = `($4::text[] IS NULL OR type.key = ANY ($4::text[]))
  AND ($6::text[] IS NULL OR coalesce(asset.department, '') = ANY ($6::text[]))
  AND ($7::int IS NULL OR asset.id IN (${standingIn7}))
  AND ($8::boolean IS NULL OR (asset.tag_id IS NOT NULL) = $8)
  AND ($13::timestamptz IS NULL OR (
    (asset.tag_id IS NOT NULL OR EXISTS (SELECT FROM asset carries WHERE carries.id = asset.kit_id AND carries.tag_id IS NOT NULL))
    AND NOT EXISTS (SELECT FROM current_position heard WHERE heard.observed_at > $13 AND heard.tag_id
          = coalesce(asset.tag_id, (SELECT carries.tag_id FROM asset carries WHERE carries.id = asset.kit_id)))))`;

/** Retired assets are asked for only by name, so that the indexes of those in service serve every other question. */
const inService = `asset.retired_at IS NULL AND ($5::text[] IS NULL OR asset.status = ANY ($5::text[]))`;
const orRetired = `(asset.retired_at IS NOT NULL OR asset.status = ANY ($5::text[]))`;

/** The things people look for, each with where it is now. */
export class AssetStore {
  readonly #views: AssetViews;

  /**
   * @param now the clock (ms since 1970), against which freshness is told
   * @param blindSince what is known of the readers; without it no place counts as blind
   */
  constructor(
    private readonly database: Database,
    private readonly now: () => number = Date.now,
    blindSince: BlindSince = () => null,
  ) {
    this.#views = new AssetViews(now, blindSince);
  }

  /**
   * A page of the assets somebody sees that match the query, in its order.
   * @param userId who asks; null for a key
   * @throws BadCursor when `after` is none that a page has given
   */
  async list(query: AssetQueryInput, visibility: Visibility, userId: number | null = null): Promise<AssetList> {
    const { order = 'number', limit = 50, after } = query;
    const sorted = sortedBy[order];
    const [direction, behind] = query.descending === 'true' ? ['DESC', '<'] : ['ASC', '>'];
    const cursor = `${order} ${direction}`;
    const from = after === undefined ? null : readCursor(after, cursor);
    const search = query.search ?? '';
    const words = soughtWords(search);
    const values = words.flatMap(({ patterns, inNumber, tagKey }) => [patterns, inNumber, tagKey]);
    const matches = words.map((_, at) => matchesWord(14 + 3 * at));
    // The page is chosen by what decides on it; where these few are is looked up afterwards.
    const chosen = `SELECT asset.id FROM asset JOIN asset_type type ON type.id = asset.asset_type_id
       WHERE ${query.statuses?.includes('retired') ? orRetired : inService} AND ${assetSeen(1)} AND ${matchesFilters}
         AND ($9::text IS NULL OR (${sorted}, asset.id) ${behind} ($9, $10))
         AND ${words.length === 0 ? '$12::text IS NOT NULL' : `(asset.udi_key = $12::text OR (${matches.join(' AND ')}))`}
       ORDER BY ${sorted} ${direction}, asset.id ${direction} LIMIT $11`;
    const { rows } = await this.database.pool.query<AssetRow & { sorted: string }>(
      `SELECT ${sorted} AS sorted, ${assetColumns} FROM ${assetTables}
       WHERE asset.id = ANY (ARRAY(${chosen})) ORDER BY ${sorted} ${direction}, asset.id ${direction}`,
      [
        ...seenValues(visibility),
        ...filterValues(query),
        from?.value ?? null,
        from?.id ?? null,
        limit + 1,
        udiKey(search),
        query.unheardDays === undefined ? null : new Date(this.now() - query.unheardDays * dayMs),
        ...values,
      ],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      assets: page.map((row) => this.#views.view(row, userId)),
      next: rows.length > limit && last ? cursorOf(cursor, last.sorted, last.id) : null,
    };
  }

  /** One asset, or null when there is none with this id, it is retired, or it is out of sight. */
  async byId(id: number, visibility: Visibility, userId: number | null = null): Promise<AssetView | null> {
    return (await this.byIds([id], visibility, userId))[0] ?? null;
  }

  /** Everything that is known of one asset, or null as `byId`. */
  async detail(id: number, visibility: Visibility, userId: number | null = null): Promise<AssetDetail | null> {
    const asset = await this.byId(id, visibility, userId);
    return asset && detailOf(this.database, asset, visibility);
  }

  /** Those of these assets that are in service and seen, in the order of the ids. */
  async byIds(ids: readonly number[], visibility: Visibility, userId: number | null = null): Promise<AssetView[]> {
    // Planning its joins takes longer than finding a few rows: it is prepared.
    const { rows } = await this.database.pool.query<AssetRow>({
      name: 'assets-by-ids',
      text: `${selectAssets} AND asset.id = ANY ($4::int[]) ORDER BY array_position($4::int[], asset.id)`,
      values: [...seenValues(visibility), ids],
    });
    return rows.map((row) => this.#views.view(row, userId));
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
}

function filterValues({ types = [], statuses = [], departments = [], zone, tagged }: AssetQueryInput): unknown[] {
  // Null: everything passes.
  const [ofTypes, ofStatuses, ofDepartments] = [types, statuses, departments].map((all) =>
    all.length > 0 ? all : null,
  );
  return [ofTypes, ofStatuses, ofDepartments, zone ?? null, tagged === undefined ? null : tagged === 'true'];
}
