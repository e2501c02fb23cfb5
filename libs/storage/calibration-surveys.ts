import type { OpenStop, PlaceLevels, StartWalk, StopState } from '#contracts/calibration';
import { normaliseKey } from '#contracts/readings';
import type { Visibility } from '#contracts/visibility';
import type { Database } from './database.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';
import { assetSeen, seenValues, tagSeen } from './visible.js';

export interface WalkRow {
  id: number;
  floorId: number;
  tagId: number | null;
  /** Whether who asks sees what carries the tag. Key and name are null where they do not. */
  tagSeen: boolean;
  tagKey: string | null;
  assetName: string | null;
  startedAt: Date;
  endedAt: Date | null;
}

export interface StopRow {
  id: number;
  walkId: number;
  floorId: number;
  tagId: number | null;
  x: number;
  y: number;
  zoneId: number | null;
  zoneName: string | null;
  fromAt: Date;
  /** Of an open stop: when it ends by itself. */
  toAt: Date;
  state: StopState;
  detail: string;
  packets: number;
  levels: PlaceLevels | null;
}

/** What was heard at a place, or of a labelled tag, as a fit takes it. */
export interface SurveyPlace {
  x: number;
  y: number;
  levels: PlaceLevels;
}

/** Surveys older than this say little of a house that is refurnished all the time. */
const surveysCount = `interval '12 months'`;
/** The values of `seenValues` stand at the second parameter and after it. */
const walkColumns = `walk.id, walk.floor_id AS "floorId", walk.tag_id AS "tagId", walk.started_at AS "startedAt",
  walk.ended_at AS "endedAt", ${tagSeen(2)} AS "tagSeen",
  CASE WHEN ${tagSeen(2)} THEN tag.key END AS "tagKey", CASE WHEN ${tagSeen(2)} THEN asset.name END AS "assetName"`;
const walkTables = `survey_walk walk LEFT JOIN tag ON tag.id = walk.tag_id LEFT JOIN asset ON asset.tag_id = tag.id`;
const stopColumns = `stop.id, stop.walk_id AS "walkId", walk.floor_id AS "floorId", walk.tag_id AS "tagId", stop.x, stop.y,
  stop.zone_id AS "zoneId", zone.name AS "zoneName", stop.from_at AS "fromAt", stop.to_at AS "toAt", stop.state,
  stop.detail, stop.packets, stop.levels`;
const stopTables = `survey_stop stop JOIN survey_walk walk ON walk.id = stop.walk_id LEFT JOIN zone ON zone.id = stop.zone_id`;

/** Walks with a tag, their stops, and what was heard at them. */
export class CalibrationSurveys {
  constructor(private readonly database: Database) {}

  /**
   * The tag in service that is meant, or null when there is none in sight of who asks. Readings of tags that no asset
   * carries are not kept, and what persons carry is not learnt from.
   */
  async carriedTag({ tagId, tagKey, assetId }: StartWalk, visibility: Visibility): Promise<number | null> {
    const { rows } = await this.database.pool.query<{ id: number }>(
      `SELECT tag.id FROM tag JOIN asset ON asset.tag_id = tag.id
       WHERE asset.retired_at IS NULL AND NOT asset.person AND ($1::int IS NULL OR tag.id = $1) AND ($2::text IS NULL OR tag.key = $2)
         AND ($3::int IS NULL OR asset.id = $3) AND ${assetSeen(4)} LIMIT 1`,
      [
        ...[tagId ?? null, tagKey === undefined ? null : normaliseKey(tagKey), assetId ?? null],
        ...seenValues(visibility),
      ],
    );
    return rows[0]?.id ?? null;
  }

  startWalk(floorId: number, tagId: number, origin: string, note?: Note<number>): Promise<number> {
    return inTransaction(this.database.pool, async (client) => {
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO survey_walk (floor_id, tag_id, origin) VALUES ($1, $2, $3) RETURNING id',
        [floorId, tagId, origin],
      );
      await note?.(client, rows[0].id);
      return rows[0].id;
    });
  }

  async walk(id: number, visibility: Visibility): Promise<WalkRow | null> {
    const { rows } = await this.database.pool.query<WalkRow>(
      `SELECT ${walkColumns} FROM ${walkTables} WHERE walk.id = $1`,
      [id, ...seenValues(visibility)],
    );
    return rows[0] ?? null;
  }

  /** Walks of a floor that still count, newest first, each with the number of its stops. */
  async walks(floorId: number, visibility: Visibility): Promise<(WalkRow & { stops: number })[]> {
    const { rows } = await this.database.pool.query<WalkRow & { stops: number }>(
      `SELECT ${walkColumns}, (SELECT count(*)::int FROM survey_stop WHERE walk_id = walk.id) AS stops
       FROM ${walkTables} WHERE walk.floor_id = $1 AND walk.started_at > now() - ${surveysCount}
       ORDER BY walk.started_at DESC, walk.id DESC LIMIT 100`,
      [floorId, ...seenValues(visibility)],
    );
    return rows;
  }

  async endWalk(id: number, note?: Note): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      const { rowCount } = await client.query(
        'UPDATE survey_walk SET ended_at = now() WHERE id = $1 AND ended_at IS NULL',
        [id],
      );
      if (rowCount === 1) await note?.(client);
    });
  }

  /** Opens a stop. @returns null when another stop of the walk is still open */
  async openStop(
    walkId: number,
    { x, y }: OpenStop,
    zoneId: number | null,
    fromAt: Date,
    toAt: Date,
    note?: Note<number>,
  ): Promise<number | null> {
    return inTransaction(this.database.pool, async (client) => {
      await client.query('SELECT FROM survey_walk WHERE id = $1 FOR NO KEY UPDATE', [walkId]);
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO survey_stop (walk_id, x, y, zone_id, from_at, to_at, state, detail)
         SELECT $1, $2, $3, $4, $5, $6, 'open', 'Listening.'
         WHERE NOT EXISTS (SELECT FROM survey_stop WHERE walk_id = $1 AND state = 'open') RETURNING id`,
        [walkId, x, y, zoneId, fromAt, toAt],
      );
      if (rows.length > 0) await note?.(client, rows[0].id);
      return rows[0]?.id ?? null;
    });
  }

  async stop(id: number): Promise<StopRow | null> {
    return (await this.#stops('WHERE stop.id = $1', [id]))[0] ?? null;
  }

  stopsOfWalk(walkId: number): Promise<StopRow[]> {
    return this.#stops('WHERE stop.walk_id = $1', [walkId]);
  }

  /** Stops of a floor that still count, oldest first. */
  stopsOfFloor(floorId: number): Promise<StopRow[]> {
    return this.#stops(`WHERE walk.floor_id = $1 AND stop.from_at > now() - ${surveysCount}`, [floorId]);
  }

  /** Open stops whose time was over at this moment. */
  overdueStops(at: Date): Promise<StopRow[]> {
    return this.#stops(`WHERE stop.state = 'open' AND stop.to_at <= $1`, [at]);
  }

  /** Writes down what an open stop heard; one that was closed or removed meanwhile stays as it is. */
  async closeStop(
    id: number,
    toAt: Date,
    { usable, packets, detail }: { usable: boolean; packets: number; detail: string },
    levels: PlaceLevels,
    note?: Note,
  ): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      const { rowCount } = await client.query(
        `UPDATE survey_stop SET to_at = $2, state = $3, packets = $4, detail = $5, levels = $6
         WHERE id = $1 AND state = 'open'`,
        [id, toAt, usable ? 'usable' : 'unusable', packets, detail, JSON.stringify(levels)],
      );
      if (rowCount === 1) await note?.(client);
    });
  }

  /** @returns false when there is no such stop */
  removeStop(id: number, note?: Note<RemovedStop>): Promise<boolean> {
    return inTransaction(this.database.pool, async (client) => {
      const { rows } = await client.query<RemovedStop>(
        'DELETE FROM survey_stop WHERE id = $1 RETURNING walk_id AS "walkId", x, y, packets',
        [id],
      );
      if (rows.length > 0) await note?.(client, rows[0]);
      return rows.length > 0;
    });
  }

  /** Usable stops of a floor that still count. */
  async places(floorId: number): Promise<SurveyPlace[]> {
    const { rows } = await this.database.pool.query<SurveyPlace>(
      `SELECT stop.x, stop.y, stop.levels FROM ${stopTables}
       WHERE walk.floor_id = $1 AND stop.state = 'usable' AND stop.from_at > now() - ${surveysCount}
       ORDER BY stop.from_at, stop.id`,
      [floorId],
    );
    return rows;
  }

  /** Takes a finished survey over as one walk without a tag; an older one of the same origin goes. */
  async takeOver(floorId: number, origin: string, places: readonly (SurveyPlace & StopSummary)[]): Promise<void> {
    await inTransaction(this.database.pool, async (client) => {
      await client.query('DELETE FROM survey_walk WHERE floor_id = $1 AND origin = $2 AND tag_id IS NULL', [
        floorId,
        origin,
      ]);
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO survey_walk (floor_id, origin, ended_at) VALUES ($1, $2, now()) RETURNING id',
        [floorId, origin],
      );
      await client.query(
        `INSERT INTO survey_stop (walk_id, x, y, zone_id, from_at, to_at, state, detail, packets, levels)
         SELECT $1, x, y, zone_id, now(), now(), 'usable', detail, packets, levels
         FROM jsonb_to_recordset($2::jsonb)
           AS place (x float8, y float8, zone_id int, detail text, packets int, levels jsonb)`,
        [
          rows[0].id,
          JSON.stringify(
            places.map(({ x, y, zoneId, detail, packets, levels }) => ({
              ...{ x, y, zone_id: zoneId, detail, packets, levels },
            })),
          ),
        ],
      );
    });
  }

  async #stops(where: string, values: unknown[]): Promise<StopRow[]> {
    const { rows } = await this.database.pool.query<StopRow>(
      `SELECT ${stopColumns} FROM ${stopTables} ${where} ORDER BY stop.from_at, stop.id`,
      values,
    );
    return rows;
  }
}

/** What is recorded of a stop that somebody took away. */
export interface RemovedStop {
  walkId: number;
  x: number;
  y: number;
  packets: number;
}

/** What is told of a stop that was made elsewhere. */
export interface StopSummary {
  zoneId: number | null;
  detail: string;
  packets: number;
}
