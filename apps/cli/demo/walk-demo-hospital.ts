import { seesEverything } from '#contracts/visibility';
import { normaliseKey } from '#contracts/readings';
import { polygonArea } from '#floorplan/polygon';
import { poleOfInaccessibility } from '#floorplan/pole-of-inaccessibility';
import { CalibrationFloors } from '#storage/calibration-floors';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import type { Database } from '#storage/database';
import { DirectoryStore } from '#storage/directory-store';
import { drawn, simulatedHospital } from '../accuracy/simulated/hospital.js';
import { walkFloor } from '../accuracy/simulated/walk-through.js';
import { takeOverSurvey } from '../calibrate/take-over-survey.js';

/** The largest rooms of each floor: half of them, and as many as one walks in half an hour. */
const stopsPerFloor = 40;
const seed = 1867;

/**
 * Walks every floor of the demo hospital with a simulated tag and stops in the middle of its larger rooms, as a person would
 * before opening day, and calibrates the floors from it, once: what somebody changed afterwards stays.
 * @param say told before the seconds that it takes
 */
export async function walkDemoHospital(database: Database, say: (text: string) => void): Promise<void> {
  const { building, plans } = simulatedHospital(drawn);
  const { field } = building;
  const directory = new DirectoryStore(database);
  const surveys = new CalibrationSurveys(database);
  const floors = (await directory.floors()).filter(({ siteKey }) => siteKey === plans[0].site.key);
  const idOf = new Map((await directory.readers()).map(({ key, id }) => [key, id]));
  const readerId = (reader: number) => idOf.get(normaliseKey(field.readerKeys[reader])) ?? -1;
  const unwalked: number[] = [];
  for (const { id } of floors) if ((await surveys.walks(id, seesEverything)).length === 0) unwalked.push(id);
  if (unwalked.length === 0) return;
  say('Calibrating the demo hospital from a simulated walk through it ...');
  for (const [index, plan] of plans.entries()) {
    const floorId = floors.find(({ key }) => key === plan.floor.key)?.id;
    if (floorId === undefined || !unwalked.includes(floorId)) continue;
    const floor = await new CalibrationFloors(database).byId(floorId);
    const rooms = plan.zones.toSorted((a, b) => polygonArea(b.polygon) - polygonArea(a.polygon));
    const stops = rooms.slice(0, stopsPerFloor).map(({ polygon }) => poleOfInaccessibility(polygon));
    const places = walkFloor(field, index, stops, seed, readerId);
    await takeOverSurvey(database, floor!, places, 'simulated walk', 'demo');
  }
}
