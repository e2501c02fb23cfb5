import type { FloorCalibration } from '#contracts/calibration';
import { defaultRadio, type Floorplan } from '#contracts/floorplan';
import { type HouseModel, houseModel } from '#pipeline/model';

/** What the engine is told of the readers' radio. */
export type CalibrationKind = 'none' | 'plan' | 'walk';

export interface SimulatedHouse {
  model: HouseModel;
  /** By key, because that is what readings and truth name. */
  readerIdOf: Map<string, number>;
  zoneIdOf: Map<string, number>;
  floorIdOf: Map<string, number>;
}

/** Ids are places in the list from 1: of a floor in the plans, of a reader and of a zone in those of all floors. */
export const firstId = 1;

/**
 * The house as the worker would read it from the database.
 * @param calibrations by floor, null where nobody walked through
 */
export function houseOfPlans(
  plans: readonly Floorplan[],
  kind: CalibrationKind,
  calibrations: readonly (FloorCalibration | null)[],
): SimulatedHouse {
  const readerIdOf = new Map<string, number>();
  const zoneIdOf = new Map<string, number>();
  const numbered = (ids: Map<string, number>, key: string) => {
    const id = ids.size + firstId;
    ids.set(key, id);
    return id;
  };
  const floors = plans.map((plan, index) => ({
    id: index + firstId,
    siteId: 1,
    level: plan.floor.level,
    bounds: plan.floor.bounds,
    tagHeightM: plan.floor.tagHeightM,
    keepEveryFix: false,
    zones: plan.zones.map(({ key, kind: zoneKind, polygon }) => ({
      id: numbered(zoneIdOf, key),
      kind: zoneKind,
      polygon,
    })),
    readers: plan.readers.map(({ key, x, y, z, radio }) => ({
      ...{ id: numbered(readerIdOf, key), x, y, z },
      radio: kind === 'none' ? defaultRadio : radio,
    })),
    walls: plan.walls,
    doors: plan.doors,
    calibration: calibrations[index],
  }));
  return {
    model: houseModel(floors),
    readerIdOf,
    zoneIdOf,
    floorIdOf: new Map(plans.map((plan, index) => [plan.floor.key, index + firstId])),
  };
}
