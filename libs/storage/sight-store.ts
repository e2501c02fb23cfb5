import type { Database } from './database.js';
import { siteSeen } from './visible.js';

/** Where the site of each thing that stands on a floor is found; $1 is its id. */
const placed = {
  floor: 'FROM floor WHERE floor.id = $1',
  zone: 'FROM zone JOIN floor ON floor.id = zone.floor_id WHERE zone.id = $1',
  walk: 'FROM survey_walk walk JOIN floor ON floor.id = walk.floor_id WHERE walk.id = $1',
  stop: `FROM survey_stop stop JOIN survey_walk walk ON walk.id = stop.walk_id JOIN floor ON floor.id = walk.floor_id
         WHERE stop.id = $1`,
  calibration: 'FROM calibration JOIN floor ON floor.id = calibration.floor_id WHERE calibration.id = $1',
} as const;

/** Things that stand on a floor and are asked for by their id. */
export type PlacedThing = keyof typeof placed;

/** Which things stand on the sites somebody sees. */
export class SightStore {
  constructor(private readonly database: Database) {}

  /** Whether there is such a thing on one of these sites; null stands for all sites. */
  async isOn(siteIds: readonly number[] | null, thing: PlacedThing, id: number): Promise<boolean> {
    const { rows } = await this.database.pool.query(
      `SELECT ${placed[thing]} AND ${siteSeen(2, '(SELECT site_id FROM building WHERE building.id = floor.building_id)')}`,
      [id, siteIds],
    );
    return rows.length > 0;
  }
}
