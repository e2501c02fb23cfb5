import type { z } from 'zod';
import type { AssetTypeView, writeAssetTypeSchema } from '#contracts/asset-types';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { countDirectoryChange } from './directory-version.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';
import { assetSeen, seenValues } from './visible.js';
import { inWordOrder } from './word-order.js';

export type WriteAssetType = z.output<typeof writeAssetTypeSchema>;

/** What a type was, and what became of it; null for none. */
export interface TypeChange {
  before: WriteAssetType | null;
  after: WriteAssetType | null;
}

/** What still needs a type that was to go: what who asks sees of it, and whether there is more. */
export class TypeInUse extends Error {
  constructor(
    readonly typeName: string,
    readonly inService: number,
    readonly retired: number,
  ) {
    super(`The type ${typeName} is in use`);
  }
}

const facts = 'name, icon, synonyms, attributes';

/** The types of equipment: names, pictures, other words for them, and what can be said of each asset. */
export class AssetTypeStore {
  constructor(private readonly database: Database) {}

  /** All types by name, each with how many in service somebody sees. */
  async list(visibility: Visibility): Promise<AssetTypeView[]> {
    const { rows } = await this.database.pool.query<AssetTypeView>(
      `SELECT type.id, type.key, ${facts}, coalesce(counted.assets, 0) AS assets FROM asset_type type
       LEFT JOIN (SELECT asset_type_id, count(*)::int AS assets FROM asset WHERE retired_at IS NULL AND ${assetSeen(1)}
                  GROUP BY asset_type_id) counted ON counted.asset_type_id = type.id
       ORDER BY type.name ${inWordOrder}, type.id`,
      seenValues(visibility),
    );
    return rows;
  }

  /** Makes or changes the type of a key. */
  write(key: string, type: WriteAssetType, note: Note<TypeChange>): Promise<void> {
    return inTransaction(this.database.pool, async (client) => {
      await countDirectoryChange(client);
      const { rows } = await client.query<WriteAssetType>(`SELECT ${facts} FROM asset_type WHERE key = $1`, [key]);
      await client.query(
        `INSERT INTO asset_type (key, name, icon, synonyms, attributes) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key) DO UPDATE SET name = excluded.name, icon = excluded.icon, synonyms = excluded.synonyms,
           attributes = excluded.attributes`,
        [key, type.name, type.icon, type.synonyms, JSON.stringify(type.attributes)],
      );
      await note(client, { before: rows[0] ?? null, after: type });
    });
  }

  /**
   * @returns false when there is no type with this key
   * @throws TypeInUse when assets, rules or stock levels name it
   */
  remove(key: string, visibility: Visibility, note: Note<TypeChange>): Promise<boolean> {
    return inTransaction(this.database.pool, async (client) => {
      await countDirectoryChange(client);
      const { rows } = await client.query<WriteAssetType & { id: number; needed: boolean }>(
        `SELECT id, ${facts}, EXISTS (SELECT FROM asset WHERE asset_type_id = asset_type.id)
           OR EXISTS (SELECT FROM status_rule WHERE asset_type_id = asset_type.id)
           OR EXISTS (SELECT FROM par_level WHERE asset_type_id = asset_type.id) AS needed
         FROM asset_type WHERE key = $1`,
        [key],
      );
      if (rows.length === 0) return false;
      const { id, needed, ...before } = rows[0];
      if (needed) {
        const counted = await client.query<{ inService: number; retired: number }>(
          `SELECT count(*) FILTER (WHERE retired_at IS NULL)::int AS "inService",
             count(*) FILTER (WHERE retired_at IS NOT NULL)::int AS retired
           FROM asset WHERE asset_type_id = $4 AND ${assetSeen(1)}`,
          [...seenValues(visibility), id],
        );
        throw new TypeInUse(before.name, counted.rows[0].inService, counted.rows[0].retired);
      }
      await client.query('DELETE FROM asset_type WHERE id = $1', [id]);
      await note(client, { before, after: null });
      return true;
    });
  }
}
