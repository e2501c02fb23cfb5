import type { Floorplan } from '#contracts/floorplan';
import { demoBounds, demoFloors, floorplanOf } from './hospital/demo-hospital.js';
import { drawPlan } from './hospital/draw-plan.js';
import { demoPortals } from './hospital/portals.js';
import { surveyedPlans } from './survey.js';

/** The files of floorplans/demo-hospital: name and text of each. */
export function demoHospitalFiles(): { name: string; text: string }[] {
  const floors = demoFloors();
  const plans = surveyedPlans(floors.map(floorplanOf));
  return floors.flatMap((floor, index) => [
    { name: `${floor.key}.json`, text: writeFloorplan(withPortals(plans[index])) },
    { name: `${floor.key}.svg`, text: drawPlan(floor, demoBounds) },
  ]);
}

/** Portals come last: they have no radio values to survey. */
function withPortals(plan: Floorplan): Floorplan {
  return { ...plan, readers: [...plan.readers, ...(demoPortals[plan.floor.key] ?? [])] };
}

/** One zone, wall, door or reader a line: readable, and small in a diff. */
function writeFloorplan(plan: Floorplan): string {
  const list = (items: unknown[]) => `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`;
  const parts = Object.entries(plan).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${Array.isArray(value) ? list(value) : JSON.stringify(value)}`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}
