import type { FloorCalibration } from '#contracts/calibration';
import type { Radio, RangeLaw, ReaderKind, ZoneKind } from '#contracts/floorplan';
import type { Bounds, Point } from '#contracts/geometry';
import type { LiveAsset } from '#contracts/live';
import type { Database } from './database.js';
import { directoryVersion } from './directory-version.js';
import { oldestReadingHours, personsLocated } from './person-history.js';

/** A floor as the pipeline needs it; lengths in metres. */
export interface DirectoryFloor {
  id: number;
  siteId: number;
  level: number;
  bounds: Bounds;
  /** Usual height of a tag above the floor. */
  tagHeightM: number;
  /** Recorded sites keep every fix. */
  keepEveryFix: boolean;
  walls: { points: Point[]; lossDb?: number }[];
  doors: { from: Point; to: Point }[];
  zones: { id: number; kind: ZoneKind; polygon: Point[] }[];
  readers: {
    id: number;
    kind: ReaderKind;
    x: number;
    y: number;
    z: number;
    radio: Radio;
    /** Of a reader whose distances were calibrated. */
    range: RangeLaw | null;
    /** Of an RFID portal, in order of number: where each antenna hangs and the zone it faces. */
    antennas: { antenna: number; zoneId: number; x: number; y: number }[];
  }[];
  /** What is in use of what was learnt of the radio; null: the values of the plan. */
  calibration: FloorCalibration | null;
}

/** An asset on the live map, with what decides who sees it. */
export interface DirectoryAsset extends LiveAsset {
  person: boolean;
}

/** What a worker may do with what it hears of persons. */
export interface PersonRules {
  /** Tags that persons carry. */
  tagIds: ReadonlySet<number>;
  /** Their readings may be used at all. */
  located: boolean;
  /** Where they were may be written, and not only where they are. */
  history: boolean;
  /** Up to when (ms since 1970) nothing may be known of tags that persons gave back; those that readings may still concern. */
  forgotten: ReadonlyMap<number, number>;
}

/** A floor by the keys of its plan. */
export interface RegisteredFloor {
  id: number;
  key: string;
  buildingKey: string;
  siteKey: string;
  siteId: number;
  bounds: Bounds;
}

/** What api and worker keep in memory of the house: who is who, and where the readers hang. */
export class DirectoryStore {
  constructor(private readonly database: Database) {}

  /** A number that grows with every change of the directory; cheap to ask. */
  version(): Promise<number> {
    return directoryVersion(this.database.pool);
  }

  /** All readers on a floor plan, in order of id. */
  async readers(): Promise<{ id: number; key: string; floorId: number }[]> {
    const { rows } = await this.database.pool.query<{ id: number; key: string; floorId: number }>(
      'SELECT id, key, floor_id AS "floorId" FROM reader WHERE removed_at IS NULL ORDER BY id',
    );
    return rows;
  }

  /** All floors, in order of id. */
  async floors(): Promise<RegisteredFloor[]> {
    const { rows } = await this.database.pool.query<RegisteredFloor>(
      `SELECT floor.id, floor.key, building.key AS "buildingKey", site.key AS "siteKey", site.id AS "siteId",
         json_build_object('minX', min_x, 'minY', min_y, 'maxX', max_x, 'maxY', max_y) AS bounds
       FROM floor JOIN building ON building.id = floor.building_id JOIN site ON site.id = building.site_id
       ORDER BY floor.id`,
    );
    return rows;
  }

  /** All tags that an asset carries now, in order of id; without those of persons while none may be located. */
  async tags(): Promise<{ id: number; key: string }[]> {
    const { rows } = await this.database.pool.query<{ id: number; key: string }>(
      `SELECT tag.id, tag.key FROM tag JOIN asset ON asset.tag_id = tag.id
       WHERE asset.retired_at IS NULL AND (NOT asset.person OR ${personsLocated}) ORDER BY tag.id`,
    );
    return rows;
  }

  /**
   * The assets behind tags: of these tags, or of all. A tag that no asset carries is left out, and a person's while
   * none may be located.
   */
  async liveAssets(tagIds?: readonly number[]): Promise<DirectoryAsset[]> {
    const { rows } = await this.database.pool.query<DirectoryAsset>(
      `SELECT asset.tag_id AS "tagId", asset.id AS "assetId", asset.name, asset.number,
              type.key AS "typeKey", type.name AS "typeName", type.icon, asset.status, asset.department, asset.person
       FROM asset JOIN asset_type type ON type.id = asset.asset_type_id
       WHERE asset.retired_at IS NULL AND asset.tag_id IS NOT NULL
         AND ($1::int[] IS NULL OR asset.tag_id = ANY ($1::int[]))
         AND (NOT asset.person OR ${personsLocated})
       ORDER BY asset.tag_id`,
      [tagIds ?? null],
    );
    return rows;
  }

  /** The tags that persons carry, and what may be done with what is heard of them. */
  async personRules(): Promise<PersonRules> {
    const { rows } = await this.database.pool.query<
      Pick<PersonRules, 'located' | 'history'> & { tagIds: number[]; forgotten: [tagId: number, at: number][] }
    >(
      `SELECT ARRAY(SELECT tag_id FROM asset WHERE person AND tag_id IS NOT NULL) AS "tagIds",
         ${personsLocated} AS located,
         coalesce((SELECT jsonb_typeof(value -> 'persons' -> 'historyHours') = 'number'
                   FROM setting WHERE key = 'person-tags'), false) AS history,
         (SELECT coalesce(json_agg(json_build_array(id, ceil(extract(epoch FROM forgotten_at) * 1000))), '[]')
          FROM tag WHERE forgotten_at > now() - make_interval(hours => $1)) AS forgotten`,
      [oldestReadingHours],
    );
    const { tagIds, located, history, forgotten } = rows[0];
    return { tagIds: new Set(tagIds), located, history, forgotten: new Map(forgotten) };
  }

  /** Every floor with its zones and readers, in order of id. */
  async floorModels(): Promise<DirectoryFloor[]> {
    const { rows } = await this.database.pool.query<DirectoryFloor>(
      `SELECT floor.id, building.site_id AS "siteId", floor.level, site.keep_every_fix AS "keepEveryFix",
         floor.tag_height_m AS "tagHeightM", floor.walls, floor.doors,
         json_build_object('minX', min_x, 'minY', min_y, 'maxX', max_x, 'maxY', max_y) AS bounds,
         (SELECT coalesce(json_agg(json_build_object('id', zone.id, 'kind', zone.kind, 'polygon', zone.polygon)
                   ORDER BY zone.id), '[]')
          FROM zone WHERE zone.floor_id = floor.id AND removed_at IS NULL) AS zones,
         (SELECT coalesce(json_agg(json_build_object('id', reader.id, 'kind', reader.kind, 'x', x, 'y', y, 'z', z,
                   'radio', json_build_object('levelAt1mDbm', level_at_1m_dbm,
                      'pathLossExponent', path_loss_exponent, 'sigmaDb', sigma_db),
                   'range', reader.range,
                   'antennas', (SELECT coalesce(json_agg(json_build_object('antenna', a.antenna, 'zoneId', zone.id,
                        'x', coalesce(a.x, reader.x), 'y', coalesce(a.y, reader.y)) ORDER BY a.antenna), '[]')
                      FROM jsonb_to_recordset(reader.antennas)
                        AS a (antenna int, "zoneKey" text, x float8, y float8)
                      JOIN zone ON zone.floor_id = floor.id AND zone.key = a."zoneKey" AND zone.removed_at IS NULL))
                   ORDER BY reader.id), '[]')
          FROM reader WHERE reader.floor_id = floor.id AND removed_at IS NULL) AS readers,
         (SELECT content FROM calibration WHERE calibration.floor_id = floor.id AND state = 'active') AS calibration
       FROM floor JOIN building ON building.id = floor.building_id JOIN site ON site.id = building.site_id
       ORDER BY floor.id`,
    );
    return rows;
  }
}
