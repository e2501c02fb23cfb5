import { join } from 'node:path';
import type { Database } from '#storage/database';
import { PlacesStore } from '#storage/places-store';
import { readFloorplans } from '../import/read-floorplans.js';

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
    for (const { plan, svg } of readFloorplans(join(folder, site))) await places.importFloorplan(plan, svg);
}
