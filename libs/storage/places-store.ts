import type { FloorDetail, SiteTree } from '#contracts/api';
import type { Floorplan } from '#contracts/floorplan';
import type { Database } from './database.js';
import { importFloorplan, type ImportCounts } from './import-floorplan.js';
import { inTransaction } from './in-transaction.js';
import type { Note } from './noted.js';
import { siteSeen } from './visible.js';

/** Ids of the sites somebody sees; null for all. */
type SiteIds = readonly number[] | null;

/** Sites, buildings, floors, their plans and what is on them. */
export class PlacesStore {
  constructor(private readonly database: Database) {}

  /** The sites somebody sees with their buildings and floors, by name; floors from the lowest up. */
  async siteTree(siteIds: SiteIds): Promise<SiteTree> {
    const { rows } = await this.database.pool.query<SiteTree['sites'][number]>(
      `SELECT id, key, name, time_zone AS "timeZone", attribution,
         (SELECT coalesce(json_agg(json_build_object('id', building.id, 'key', building.key, 'name', building.name, 'floors',
           (SELECT coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'level', level)
                     ORDER BY level, name), '[]')
            FROM floor WHERE building_id = building.id)) ORDER BY building.name, building.id), '[]')
          FROM building WHERE site_id = site.id) AS buildings
       FROM site WHERE ${siteSeen(1, 'site.id')} ORDER BY name, id`,
      [siteIds],
    );
    return { sites: rows };
  }

  /** One floor with its zones and readers, or null when there is none with this id on these sites. */
  async floorDetail(id: number, siteIds: SiteIds): Promise<FloorDetail | null> {
    const { rows } = await this.database.pool.query<FloorDetail>(
      `SELECT floor.id, floor.key, floor.name, floor.level, site.id AS "siteId", site.name AS "siteName",
         building.name AS "buildingName", site.attribution, site.time_zone AS "timeZone",
         json_build_object('minX', min_x, 'minY', min_y, 'maxX', max_x, 'maxY', max_y) AS bounds,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'kind', kind,
                   'department', department, 'polygon', polygon) ORDER BY id), '[]')
          FROM zone WHERE floor_id = floor.id AND removed_at IS NULL) AS zones,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'key', key, 'name', name, 'x', x, 'y', y)
                   ORDER BY id), '[]')
          FROM reader WHERE floor_id = floor.id AND removed_at IS NULL) AS readers
       FROM floor JOIN building ON building.id = floor.building_id JOIN site ON site.id = building.site_id
       WHERE floor.id = $1 AND ${siteSeen(2, 'site.id')}`,
      [id, siteIds],
    );
    return rows[0] ?? null;
  }

  /** Whether there is a floor with this id on these sites. */
  async hasFloor(id: number, siteIds: SiteIds): Promise<boolean> {
    const { rows } = await this.database.pool.query(
      `SELECT FROM floor JOIN building ON building.id = floor.building_id
       WHERE floor.id = $1 AND ${siteSeen(2, 'building.site_id')}`,
      [id, siteIds],
    );
    return rows.length > 0;
  }

  /** The drawing of a floor (SVG), or null when there is none with this id on these sites. */
  async floorPlan(id: number, siteIds: SiteIds): Promise<string | null> {
    const { rows } = await this.database.pool.query<{ plan: string }>(
      `SELECT plan_svg AS plan FROM floor JOIN building ON building.id = floor.building_id
       WHERE floor.id = $1 AND ${siteSeen(2, 'building.site_id')}`,
      [id, siteIds],
    );
    return rows[0]?.plan ?? null;
  }

  /**
   * Brings one floor to what its file says, in one transaction; the same file again changes nothing.
   * A reader that hung on another floor moves here; zones and readers the file no longer has are taken away.
   * @throws Error that names what is wrong with the plan or its drawing.
   */
  importFloorplan(plan: Floorplan, svg: string, note?: Note<ImportCounts>): Promise<ImportCounts> {
    return inTransaction(this.database.pool, async (client) => {
      const counts = await importFloorplan(client, plan, svg);
      if (counts.created + counts.updated + counts.removed > 0) await note?.(client, counts);
      return counts;
    });
  }
}
