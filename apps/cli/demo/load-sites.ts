import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { floorplanSchema } from '#contracts/floorplan';
import type { Database } from '#storage/database';
import { PlacesStore } from '#storage/places-store';

/** The sites of the demo: one drawn hospital, and two places where real radios were recorded. */
export const recordedSites = ['tetam-ble', 'flat6-ble'] as const;
export const demoSites = ['demo-hospital', ...recordedSites] as const;

/**
 * Brings the floors of the demo's sites into the database; floors that are there already stay as they are.
 * @param folder the project's `floorplans`.
 */
export async function loadDemoSites(database: Database, folder: string): Promise<void> {
  const places = new PlacesStore(database);
  for (const site of demoSites)
    for (const name of readdirSync(join(folder, site)).filter((file) => file.endsWith('.json'))) {
      const path = join(folder, site, name);
      const plan = floorplanSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      await places.importFloorplan(plan, readFileSync(join(dirname(path), plan.floor.plan), 'utf8'));
    }
}
