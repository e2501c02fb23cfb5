import type { ZoneKind } from '#contracts/floorplan';
import type { Point } from '#contracts/geometry';
import type { Database } from './database.js';

/** A floor as ways and the search need it; lengths in metres. */
export interface WayFloorRow {
  id: number;
  name: string;
  siteId: number;
  buildingId: number;
  level: number;
  walls: { points: Point[]; lossDb?: number }[];
  doors: { from: Point; to: Point }[];
  zones: { id: number; name: string; kind: ZoneKind; department: string | null; polygon: Point[] }[];
}

/** Every floor with what is drawn on it, in order of id. */
export async function wayFloors(database: Database): Promise<WayFloorRow[]> {
  const { rows } = await database.pool.query<WayFloorRow>(
    `SELECT floor.id, floor.name, building.site_id AS "siteId", floor.building_id AS "buildingId", floor.level,
       floor.walls, floor.doors,
       (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name, 'kind', kind, 'department', department,
                 'polygon', polygon) ORDER BY id), '[]')
        FROM zone WHERE floor_id = floor.id AND removed_at IS NULL) AS zones
     FROM floor JOIN building ON building.id = floor.building_id ORDER BY floor.id`,
  );
  return rows;
}
