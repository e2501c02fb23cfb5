import type { Radio } from '#contracts/floorplan';
import type { Bounds, Point } from '#contracts/geometry';
import type { Database } from './database.js';

/** A floor as calibration needs it: plan, and the Bluetooth readers on it. Lengths in metres. */
export interface SurveyedFloor {
  id: number;
  buildingId: number;
  bounds: Bounds;
  tagHeightM: number;
  walls: { points: Point[]; lossDb?: number }[];
  doors: { from: Point; to: Point }[];
  zones: { id: number; name: string; kind: string; polygon: Point[] }[];
  readers: { id: number; name: string; x: number; y: number; z: number; radio: Radio }[];
}

/** Plans of floors for calibration. */
export class CalibrationFloors {
  constructor(private readonly database: Database) {}

  /** One floor, or null when there is none with this id. */
  async byId(id: number): Promise<SurveyedFloor | null> {
    return (await this.#select('WHERE floor.id = $1', [id]))[0] ?? null;
  }

  /** Every floor that has Bluetooth readers, in order of id. */
  async all(): Promise<SurveyedFloor[]> {
    return (await this.#select('', [])).filter((floor) => floor.readers.length > 0);
  }

  /** Name of every floor with that of its building, by id. */
  async names(): Promise<Map<number, string>> {
    const { rows } = await this.database.pool.query<{ id: number; name: string }>(
      `SELECT floor.id, concat(building.name, ', ', floor.name) AS name
       FROM floor JOIN building ON building.id = floor.building_id`,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  async #select(where: string, values: unknown[]): Promise<SurveyedFloor[]> {
    const { rows } = await this.database.pool.query<SurveyedFloor>(
      `SELECT floor.id, floor.building_id AS "buildingId", floor.tag_height_m AS "tagHeightM", floor.walls, floor.doors,
         json_build_object('minX', min_x, 'minY', min_y, 'maxX', max_x, 'maxY', max_y) AS bounds,
         (SELECT coalesce(json_agg(json_build_object('id', zone.id, 'name', zone.name, 'kind', zone.kind,
                   'polygon', zone.polygon) ORDER BY zone.id), '[]')
          FROM zone WHERE zone.floor_id = floor.id AND removed_at IS NULL) AS zones,
         (SELECT coalesce(json_agg(json_build_object('id', reader.id, 'name', reader.name, 'x', x, 'y', y, 'z', z,
                   'radio', json_build_object('levelAt1mDbm', level_at_1m_dbm, 'pathLossExponent', path_loss_exponent,
                                              'sigmaDb', sigma_db)) ORDER BY reader.id), '[]')
          FROM reader WHERE reader.floor_id = floor.id AND removed_at IS NULL AND kind = 'ble') AS readers
       FROM floor ${where} ORDER BY floor.id`,
      values,
    );
    return rows;
  }
}
