import type { Floorplan } from '#contracts/floorplan';
import { demoFloors, floorplanOf } from '../../simulate/hospital/demo-hospital.js';
import { radioField } from '../../simulate/radio-model.js';
import { routeGraph } from '../../simulate/route-graph.js';
import { surveyedPlans } from '../../simulate/survey.js';
import type { Building } from '../../simulate/world.js';

/** As the demo hospital is drawn: 31 or 32 readers a floor, most of them some 10 m apart. */
export const drawn = 'drawn';

export interface SimulatedHospital {
  building: Building;
  /** Lowest floor first; readers carry the radio values of a survey of path loss, as the demo's files do. */
  plans: Floorplan[];
  readersPerFloor: number[];
}

/**
 * The demo hospital with its readers as drawn, or in their place a lattice over each floor.
 * @param spacingM wanted distance of neighbours; the lattice is stretched a little to fill the floor evenly
 */
export function simulatedHospital(spacingM: number | typeof drawn): SimulatedHospital {
  const floors = demoFloors().map((floor) => ({
    ...floor,
    readers: spacingM === drawn ? floor.readers : latticeOver(floor, spacingM),
  }));
  const bare = floors.map(floorplanOf);
  return {
    building: { graph: routeGraph(floors), field: radioField(bare) },
    plans: surveyedPlans(bare),
    readersPerFloor: bare.map((plan) => plan.readers.length),
  };
}

function latticeOver({ rooms }: { rooms: { rect: { x1: number; y1: number } }[] }, spacingM: number) {
  const width = Math.max(...rooms.map(({ rect }) => rect.x1));
  const depth = Math.max(...rooms.map(({ rect }) => rect.y1));
  const columns = Math.max(1, Math.round(width / spacingM));
  const rows = Math.max(1, Math.round(depth / spacingM));
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: ((i % columns) + 0.5) * (width / columns),
    y: (Math.floor(i / columns) + 0.5) * (depth / rows),
  }));
}
