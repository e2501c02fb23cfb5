import type { PlaceLevels, PutReferenceTag, ReferenceTag } from '#contracts/calibration';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';
import { seenValues, siteSeen, tagSeen } from './visible.js';

/** A tag at a fixed place, as a fit takes it; metres. */
export interface ReferencePlace {
  tagId: number;
  floorId: number;
  x: number;
  y: number;
  z: number;
  levels: PlaceLevels;
}

/** Where a tag is fixed; metres. */
export type FixedPlace = PutReferenceTag & { tagId: number };

const nothingHeard: PlaceLevels = { windows: [], steps: 0, stepSquares: 0 };
/** Of each reference tag so many of the newest windows are kept. */
const windowsKept = 60;

/** Known places of tags beside surveys: rooms that somebody named, and tags that are fixed somewhere. */
export class CalibrationLabels {
  constructor(private readonly database: Database) {}

  /** Notes that a tag is in a zone. @returns the id of the note */
  addRoomLabel(
    { tagId, zoneId, at, by, levels }: { tagId: number; zoneId: number; at: Date; by: string; levels: PlaceLevels },
    note?: Note<number>,
  ): Promise<number> {
    return inTransaction(this.database.pool, async (client) => {
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO room_label (tag_id, zone_id, at, said_by, levels) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [tagId, zoneId, at, by, JSON.stringify(levels)],
      );
      await note?.(client, rows[0].id);
      return rows[0].id;
    });
  }

  /** The newest labels of a floor's rooms of the last twelve months. */
  async roomLabels(floorId: number): Promise<{ zoneId: number; levels: PlaceLevels }[]> {
    const { rows } = await this.database.pool.query<{ zoneId: number; levels: PlaceLevels }>(
      `SELECT zone.id AS "zoneId", label.levels FROM room_label label JOIN zone ON zone.id = label.zone_id
       WHERE zone.floor_id = $1 AND zone.removed_at IS NULL AND label.at > now() - interval '12 months'
       ORDER BY label.at DESC LIMIT 500`,
      [floorId],
    );
    return rows;
  }

  async countRoomLabels(floorId: number): Promise<number> {
    const { rows } = await this.database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM room_label label JOIN zone ON zone.id = label.zone_id WHERE zone.floor_id = $1`,
      [floorId],
    );
    return rows[0].count;
  }

  /** The zone's floor, or null when there is no such zone on a plan. */
  async floorOfZone(zoneId: number): Promise<number | null> {
    const { rows } = await this.database.pool.query<{ floorId: number }>(
      'SELECT floor_id AS "floorId" FROM zone WHERE id = $1 AND removed_at IS NULL',
      [zoneId],
    );
    return rows[0]?.floorId ?? null;
  }

  /** The reference tags of a floor that somebody sees, by key. */
  async referenceTags(floorId: number, visibility: Visibility): Promise<ReferenceTag[]> {
    const { rows } = await this.database.pool.query<Omit<ReferenceTag, 'heardAt'> & { heardAt: Date | null }>(
      `SELECT fixed.tag_id AS "tagId", tag.key AS "tagKey", fixed.floor_id AS "floorId", fixed.x, fixed.y, fixed.z,
         fixed.heard_at AS "heardAt",
         (SELECT count(DISTINCT heard.value)::int FROM jsonb_array_elements(fixed.levels -> 'windows') AS one,
            jsonb_array_elements_text(one.value -> 'readerIds') AS heard) AS readers
       FROM reference_tag fixed JOIN tag ON tag.id = fixed.tag_id
       LEFT JOIN asset ON asset.tag_id = tag.id WHERE fixed.floor_id = $1 AND ${tagSeen(2)} ORDER BY tag.key`,
      [floorId, ...seenValues(visibility)],
    );
    return rows.map((row) => ({ ...row, heardAt: row.heardAt?.toISOString() ?? null }));
  }

  /** Where a tag is fixed, or null when it is not, or who asks does not see it or its site. */
  async fixedPlace(tagKey: string, visibility: Visibility): Promise<FixedPlace | null> {
    const { rows } = await this.database.pool.query<FixedPlace>(
      `SELECT fixed.tag_id AS "tagId", fixed.floor_id AS "floorId", fixed.x, fixed.y, fixed.z
       FROM reference_tag fixed JOIN tag ON tag.id = fixed.tag_id LEFT JOIN asset ON asset.tag_id = tag.id
       JOIN floor ON floor.id = fixed.floor_id JOIN building ON building.id = floor.building_id
       WHERE tag.key = $1 AND ${tagSeen(2)} AND ${siteSeen(2, 'building.site_id')}`,
      [tagKey, ...seenValues(visibility)],
    );
    return rows[0] ?? null;
  }

  /** Fixes a tag at a place; what was heard of it elsewhere is forgotten. */
  async putReferenceTag(tagId: number, { floorId, x, y, z }: PutReferenceTag, note?: Note): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      await client.query(
        `INSERT INTO reference_tag AS fixed (tag_id, floor_id, x, y, z, levels) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (tag_id) DO UPDATE SET floor_id = excluded.floor_id, x = excluded.x, y = excluded.y, z = excluded.z,
           levels = CASE WHEN (fixed.floor_id, fixed.x, fixed.y, fixed.z) = (excluded.floor_id, excluded.x, excluded.y, excluded.z)
             THEN fixed.levels ELSE excluded.levels END`,
        [tagId, floorId, x, y, z, JSON.stringify(nothingHeard)],
      );
      await note?.(client);
    });
  }

  async removeReferenceTag(tagId: number, note?: Note): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      const { rowCount } = await client.query('DELETE FROM reference_tag WHERE tag_id = $1', [tagId]);
      if (rowCount === 1) await note?.(client);
    });
  }

  /** Reference tags with what was heard of them, of one floor or of all. */
  async referencePlaces(floorId: number | null): Promise<ReferencePlace[]> {
    const { rows } = await this.database.pool.query<ReferencePlace>(
      `SELECT tag_id AS "tagId", floor_id AS "floorId", x, y, z, levels FROM reference_tag
       WHERE $1::int IS NULL OR floor_id = $1 ORDER BY tag_id`,
      [floorId],
    );
    return rows;
  }

  /** Adds newly heard windows to a reference tag and forgets the oldest; nothing when it was moved meanwhile. */
  async hearReferenceTag(place: ReferencePlace, heard: PlaceLevels): Promise<void> {
    const { tagId, floorId, x, y, z, levels: known } = place;
    const levels: PlaceLevels = {
      windows: [...known.windows, ...heard.windows].slice(-windowsKept),
      steps: known.steps + heard.steps,
      stepSquares: known.stepSquares + heard.stepSquares,
    };
    await this.database.pool.query(
      `UPDATE reference_tag SET levels = $2, heard_at = $3
       WHERE tag_id = $1 AND (floor_id, x, y, z) = ($4, $5, $6, $7)`,
      [tagId, JSON.stringify(levels), new Date(heard.windows.at(-1)!.at), floorId, x, y, z],
    );
  }
}
