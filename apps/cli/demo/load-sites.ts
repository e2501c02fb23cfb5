import { join } from 'node:path';
import { seesEverything } from '#contracts/visibility';
import type { Database } from '#storage/database';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import { PlacesStore } from '#storage/places-store';
import { floorOfSite, loadRecordedSurvey } from '../calibrate/load-recorded-survey.js';
import { readFloorplans } from '../import/read-floorplans.js';
import { readSite } from '../replay/site.js';

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

/**
 * Calibrates the recorded sites from the surveys in their recordings, once: what somebody changed afterwards stays.
 * @param say told before the seconds that it takes
 */
export async function calibrateRecordedSites(database: Database, say: (text: string) => void): Promise<void> {
  for (const name of recordedSites) {
    const site = await readSite(name);
    const floorId = await floorOfSite(database, site);
    if ((await new CalibrationSurveys(database).walks(floorId, seesEverything)).length > 0) continue;
    say(`Calibrating ${name} from its survey ...`);
    await loadRecordedSurvey(database, site, floorId, 'demo');
  }
}
