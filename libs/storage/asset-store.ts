import type { z } from 'zod';
import type {
  AssetDetail,
  AssetList,
  AssetView,
  RegisterAssets,
  assetOrders,
  assetQuerySchema,
} from '#contracts/assets';
import type { Visibility } from '#contracts/visibility';
import type { AssetChangeRules } from './asset-changes.js';
import { detailOf } from './asset-detail.js';
import { type AssetRow, AssetViews, type BlindSince, selectAssets } from './asset-views.js';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import { cursorOf, readCursor } from './keyset-cursor.js';
import { registerAssets } from './register-assets.js';
import { retireAssets } from './retire-assets.js';
import { assetSeen, seenValues } from './visible.js';

export type AssetQuery = z.output<typeof assetQuerySchema>;
/** A query with what it leaves out as the schema fills it in. */
export type AssetQueryInput = Partial<AssetQuery>;

/** What the rows of each order are sorted by, before their id. */
const sortedBy: Record<(typeof assetOrders)[number], string> = {
  number: 'asset.number',
  name: 'asset.name',
  type: 'type.name',
  status: 'asset.status',
  department: `coalesce(asset.department, '')`,
};

/** Each word must begin a word of the name or type, stand anywhere in the number, or begin the tag's key. */
const matchesWords = `(SELECT coalesce(bool_and(
    concat(' ', asset.name, ' ', type.name, ' ', type.key) ILIKE '% ' || word || '%'
    OR asset.number ILIKE '%' || word || '%' OR coalesce(tag.key, '') ILIKE word || '%'), true)
  FROM unnest($4::text[]) AS word)`;

/** What the filters of a query ask of a row; their values are $4 to $9. */
const matchesFilters = `${matchesWords}
  AND ($5::text[] IS NULL OR type.key = ANY ($5::text[]))
  AND ($6::text[] IS NULL OR asset.status = ANY ($6::text[]))
  AND ($7::text[] IS NULL OR coalesce(asset.department, '') = ANY ($7::text[]))
  AND ($8::int IS NULL OR here.zone_id = $8)
  AND ($9::boolean IS NULL OR (asset.tag_id IS NOT NULL) = $9)`;

/** The things people look for, each with where it is now. */
export class AssetStore {
  readonly #views: AssetViews;

  /**
   * @param now the clock (ms since 1970), against which freshness is told
   * @param blindSince what is known of the readers; without it no place counts as blind
   */
  constructor(
    private readonly database: Database,
    now: () => number = Date.now,
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
    const from = after === undefined ? null : readCursor(after, order);
    const { rows } = await this.database.pool.query<AssetRow & { sorted: string }>(
      `${selectAssets.replace('SELECT', `SELECT ${sorted} AS sorted,`)} AND ${matchesFilters}
       AND ($10::text IS NULL OR (${sorted}, asset.id) > ($10, $11))
       ORDER BY ${sorted}, asset.id LIMIT $12`,
      [...seenValues(visibility), ...filterValues(query), from?.value ?? null, from?.id ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      assets: page.map((row) => this.#views.view(row, userId)),
      next: rows.length > limit && last ? cursorOf(order, last.sorted, last.id) : null,
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

function filterValues({ search = '', types, statuses, departments, zone, tagged }: AssetQueryInput): unknown[] {
  return [
    searchWords(search),
    listed(types),
    listed(statuses),
    listed(departments),
    zone ?? null,
    tagged === undefined ? null : tagged === 'true',
  ];
}

/** Values with commas between them; null for no filter. */
function listed(values: string | undefined): string[] | null {
  return values === undefined || values === '' ? null : values.split(',').map((value) => value.trim());
}

/** The words of a search with what LIKE would take for patterns made plain. */
function searchWords(search: string): string[] {
  return search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/[\\%_]/g, '\\$&'));
}
