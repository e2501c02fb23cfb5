import { readFileSync } from 'node:fs';
import { floorplanSchema } from '#contracts/floorplan';
import type { Database } from '#storage/database';
import { PlacesStore } from '#storage/places-store';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 71 43"><rect width="71" height="43"/></svg>';

/** Imports the three floors of the demo hospital without their drawings. @returns ids of zones by floor and name */
export async function importHospital(database: Database): Promise<(floor: string, zone: string) => number> {
  for (const level of [0, 1, 2]) {
    const plan = JSON.parse(readFileSync(`floorplans/demo-hospital/dh-l${level}.json`, 'utf8')) as unknown;
    await new PlacesStore(database).importFloorplan(floorplanSchema.parse(plan), svg);
  }
  const { rows } = await database.pool.query<{ id: number; floor: string; name: string }>(
    'SELECT zone.id, floor.key AS floor, zone.name FROM zone JOIN floor ON floor.id = floor_id',
  );
  return (floor, zone) => {
    const found = rows.find((row) => row.floor === floor && row.name === zone);
    if (!found) throw new Error(`Floor ${floor} has no zone ${zone}`);
    return found.id;
  };
}
