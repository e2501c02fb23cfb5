import type { PlacedWindow, ReaderFlag, ReaderFlagKind } from '#contracts/calibration';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';

export interface SampledWindow extends PlacedWindow {
  floorId: number;
  tagId: number;
}

/** A flag as the watch raises it. */
export interface RaisedFlag {
  readerId: number;
  kind: ReaderFlagKind;
  detail: string;
  residualDb: number;
  windows: number;
  betterPlace: { x: number; y: number } | null;
  otherReaderId: number | null;
  otherFloorId: number | null;
}

/** Of each floor so many windows are kept, and of each hour so many, so that one busy hour does not push out a day. */
export const windowsPerFloor = 2000;
export const windowsPerHour = 150;

/** A bounded sample of ordinary traffic, and what looking at it found. */
export class CalibrationTraffic {
  constructor(private readonly database: Database) {}

  /** Adds windows and forgets what is too much: beyond so many an hour at random, beyond so many a floor the oldest. */
  async add(windows: readonly SampledWindow[]): Promise<void> {
    if (windows.length === 0) return;
    await inTransaction(this.database.pool, async (client) => {
      await client.query(
        `INSERT INTO traffic_window (floor_id, tag_id, at, reader_ids, levels_dbm, packets)
         SELECT floor_id, tag_id, to_timestamp(at / 1000), reader_ids, levels_dbm, packets
         FROM jsonb_to_recordset($1::jsonb) AS heard (floor_id int, tag_id int, at float8, reader_ids int[],
           levels_dbm real[], packets smallint[])
         -- Nobody's way is kept to learn from.
         WHERE tag_id NOT IN (SELECT tag_id FROM asset WHERE person AND tag_id IS NOT NULL)`,
        [
          JSON.stringify(
            windows.map((one) => ({
              floor_id: one.floorId,
              tag_id: one.tagId,
              at: one.at,
              reader_ids: one.readerIds,
              levels_dbm: one.levelsDbm,
              packets: one.packets,
            })),
          ),
        ],
      );
      await client.query(
        `DELETE FROM traffic_window USING (
           SELECT id, row_number() OVER (PARTITION BY floor_id, date_trunc('hour', at) ORDER BY random()) AS of_hour,
             row_number() OVER (PARTITION BY floor_id ORDER BY at DESC, id) AS of_floor
           FROM traffic_window WHERE floor_id = ANY ($1::int[])
         ) AS numbered
         WHERE traffic_window.id = numbered.id AND (of_hour > $2 OR of_floor > $3)`,
        [[...new Set(windows.map((one) => one.floorId))], windowsPerHour, windowsPerFloor],
      );
    });
  }

  /** The kept windows of some floors since a moment, oldest first. */
  async windows(floorIds: readonly number[], since: Date): Promise<SampledWindow[]> {
    const { rows } = await this.database.pool.query<SampledWindow>(
      `SELECT floor_id AS "floorId", tag_id AS "tagId", extract(epoch FROM at)::float8 * 1000 AS at,
         reader_ids AS "readerIds", levels_dbm AS "levelsDbm", packets
       FROM traffic_window WHERE floor_id = ANY ($1::int[]) AND at > $2 ORDER BY at, id`,
      [floorIds, since],
    );
    return rows;
  }

  /** How many windows of a floor are kept, and how many of them came after a moment. */
  async count(floorId: number, after: Date | null): Promise<{ all: number; fresh: number }> {
    const { rows } = await this.database.pool.query<{ all: number; fresh: number }>(
      `SELECT count(*)::int AS "all", count(*) FILTER (WHERE $2::timestamptz IS NULL OR at > $2)::int AS fresh
       FROM traffic_window WHERE floor_id = $1`,
      [floorId, after],
    );
    return rows[0];
  }

  /** When a floor was last looked over, and up to when it was learnt from; null: never. */
  async round(floorId: number): Promise<{ watchedAt: Date | null; learntUntil: Date | null }> {
    const { rows } = await this.database.pool.query<{ watchedAt: Date | null; learntUntil: Date | null }>(
      'SELECT watched_at AS "watchedAt", learnt_until AS "learntUntil" FROM calibration_round WHERE floor_id = $1',
      [floorId],
    );
    return rows[0] ?? { watchedAt: null, learntUntil: null };
  }

  async noteLearnt(floorId: number, until: Date): Promise<void> {
    await this.database.pool.query(
      `INSERT INTO calibration_round (floor_id, learnt_until) VALUES ($1, $2)
       ON CONFLICT (floor_id) DO UPDATE SET learnt_until = excluded.learnt_until`,
      [floorId, until],
    );
  }

  /** Replaces what is held against a floor's readers; a flag that stays keeps the time since when it stands. */
  async noteWatched(floorId: number, at: Date, flags: readonly RaisedFlag[]): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      await client.query(
        `INSERT INTO calibration_round (floor_id, watched_at) VALUES ($1, $2)
         ON CONFLICT (floor_id) DO UPDATE SET watched_at = excluded.watched_at`,
        [floorId, at],
      );
      await client.query(
        `DELETE FROM reader_flag flag USING reader
         WHERE reader.id = flag.reader_id AND reader.floor_id = $1
           AND NOT EXISTS (SELECT FROM unnest($2::int[], $3::text[]) AS kept (reader_id, kind)
             WHERE kept.reader_id = flag.reader_id AND kept.kind = flag.kind)`,
        [floorId, flags.map((flag) => flag.readerId), flags.map((flag) => flag.kind)],
      );
      await client.query(
        `INSERT INTO reader_flag (reader_id, kind, detail, residual_db, windows, better_place, other_reader_id,
           other_floor_id, since)
         SELECT reader_id, kind, detail, residual_db, windows, better_place, other_reader_id, other_floor_id, $2
         FROM jsonb_to_recordset($1::jsonb) AS flag (reader_id int, kind text, detail text, residual_db float8,
           windows int, better_place jsonb, other_reader_id int, other_floor_id int)
         ON CONFLICT (reader_id, kind) DO UPDATE SET detail = excluded.detail, residual_db = excluded.residual_db,
           windows = excluded.windows, better_place = excluded.better_place,
           other_reader_id = excluded.other_reader_id, other_floor_id = excluded.other_floor_id`,
        [
          JSON.stringify(
            flags.map((flag) => ({
              reader_id: flag.readerId,
              kind: flag.kind,
              detail: flag.detail,
              residual_db: flag.residualDb,
              windows: flag.windows,
              better_place: flag.betterPlace,
              other_reader_id: flag.otherReaderId,
              other_floor_id: flag.otherFloorId,
            })),
          ),
          at,
        ],
      );
    });
  }

  /** What is held against the readers of a floor now. */
  async flags(floorId: number): Promise<ReaderFlag[]> {
    const { rows } = await this.database.pool.query<Omit<ReaderFlag, 'since'> & { since: Date }>(
      `SELECT flag.reader_id AS "readerId", reader.name AS "readerName", flag.kind, flag.detail,
         flag.residual_db AS "residualDb", flag.windows, flag.better_place AS "betterPlace",
         flag.other_reader_id AS "otherReaderId", flag.other_floor_id AS "otherFloorId", flag.since
       FROM reader_flag flag JOIN reader ON reader.id = flag.reader_id
       WHERE reader.floor_id = $1 AND reader.removed_at IS NULL ORDER BY flag.since, reader.name`,
      [floorId],
    );
    return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  }
}
