import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { assetSeen, seenValues } from './visible.js';

/** The newest readings as they were accepted, kept for some minutes (see commit-batch.ts). */
export class JournalStore {
  constructor(private readonly database: Database) {}

  /**
   * Journal entries that were committed since a moment, oldest first; of more bytes than asked for, the newest.
   * @param partition null: of all partitions
   */
  async since(partition: number | null, committedSince: Date, mostBytes: number): Promise<Buffer[]> {
    const { rows } = await this.database.pool.query<{ readings: Buffer }>(
      `SELECT readings FROM (
         SELECT sequence, readings, sum(octet_length(readings)) OVER (ORDER BY sequence DESC) AS bytes
         FROM reading_journal WHERE ($1::int IS NULL OR partition = $1) AND committed_at >= $2
       ) AS newest WHERE bytes <= $3 ORDER BY sequence`,
      [partition, committedSince, mostBytes],
    );
    return rows.map((row) => row.readings);
  }

  /** The tags behind ids with the assets that carry them, as far as somebody sees them. */
  async tags(
    ids: readonly number[],
    visibility: Visibility,
  ): Promise<{ tagId: number; tagKey: string; assetId: number; assetName: string }[]> {
    const { rows } = await this.database.pool.query<{
      tagId: number;
      tagKey: string;
      assetId: number;
      assetName: string;
    }>(
      `SELECT tag.id AS "tagId", tag.key AS "tagKey", asset.id AS "assetId", asset.name AS "assetName"
       FROM tag JOIN asset ON asset.tag_id = tag.id WHERE tag.id = ANY ($1::int[])
         AND asset.retired_at IS NULL AND ${assetSeen(2)}`,
      [ids, ...seenValues(visibility)],
    );
    return rows;
  }
}
