import type pg from 'pg';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import { assetSeen, seenValues } from './visible.js';

export interface Photo {
  /** Media type. */
  type: string;
  bytes: Buffer;
  changedAt: Date;
}

/** Recorded of a change: the photo itself is not. */
export interface PhotoChange {
  assetNumber: string;
  before: { type: string; size: number } | null;
  after: { type: string; size: number } | null;
}

type NotePhoto = (client: pg.ClientBase, change: PhotoChange) => Promise<void>;

/** What assets look like. */
export class AssetPhotos {
  constructor(private readonly database: Database) {}

  /** Null when the asset has none, is not in service, or is out of sight. */
  async of(assetId: number, visibility: Visibility): Promise<Photo | null> {
    const { rows } = await this.database.pool.query<Photo>(
      `SELECT photo.type, photo.bytes, photo.changed_at AS "changedAt" FROM asset_photo photo
       JOIN asset ON asset.id = photo.asset_id
       WHERE asset.id = $4 AND asset.retired_at IS NULL AND ${assetSeen(1)}`,
      [...seenValues(visibility), assetId],
    );
    return rows[0] ?? null;
  }

  /**
   * @param photo null: it has none any more
   * @returns when it changed, or null when there is no such asset in service, or it is out of sight
   */
  change(
    assetId: number,
    photo: Pick<Photo, 'type' | 'bytes'> | null,
    visibility: Visibility,
    note: NotePhoto,
  ): Promise<Date | null> {
    return inTransaction(this.database.pool, async (client) => {
      const { rows } = await client.query<{ number: string; before: PhotoChange['before']; at: Date }>(
        `SELECT asset.number, date_trunc('milliseconds', clock_timestamp()) AS at,
           (SELECT json_build_object('type', type, 'size', length(bytes)) FROM asset_photo WHERE asset_id = asset.id) AS before
         FROM asset WHERE asset.id = $4 AND asset.retired_at IS NULL AND ${assetSeen(1)} FOR UPDATE OF asset`,
        [...seenValues(visibility), assetId],
      );
      if (rows.length === 0) return null;
      const [{ number, before, at }] = rows;
      if (photo)
        await client.query(
          `INSERT INTO asset_photo (asset_id, type, bytes, changed_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (asset_id) DO UPDATE SET type = excluded.type, bytes = excluded.bytes, changed_at = excluded.changed_at`,
          [assetId, photo.type, photo.bytes, at],
        );
      else await client.query('DELETE FROM asset_photo WHERE asset_id = $1', [assetId]);
      const after = photo && { type: photo.type, size: photo.bytes.length };
      if (before || after) await note(client, { assetNumber: number, before, after });
      return at;
    });
  }
}
