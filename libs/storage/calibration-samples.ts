import type { CalibrationVersion, FloorCalibration, PlaceLevels } from '#contracts/calibration';
import { CalibrationFloors, type SurveyedFloor } from './calibration-floors.js';
import { CalibrationLabels, type ReferencePlace } from './calibration-labels.js';
import { CalibrationSurveys, type SurveyPlace } from './calibration-surveys.js';
import { CalibrationVersions } from './calibration-versions.js';
import type { Database } from './database.js';

/** Everything at known places that a floor can be calibrated from, and what is in use now. */
export interface FloorSamples {
  floor: SurveyedFloor;
  stops: SurveyPlace[];
  references: ReferencePlace[];
  labels: { zoneId: number; levels: PlaceLevels }[];
  /** Null: the values of the plan. */
  active: { version: CalibrationVersion; content: FloorCalibration } | null;
}

/** Gathers what a fit needs from where it is kept. */
export class CalibrationSamples {
  constructor(private readonly database: Database) {}

  /** Null when there is no floor with this id. */
  async ofFloor(floorId: number): Promise<FloorSamples | null> {
    const labels = new CalibrationLabels(this.database);
    const [floor, stops, references, rooms, active] = await Promise.all([
      new CalibrationFloors(this.database).byId(floorId),
      new CalibrationSurveys(this.database).places(floorId),
      labels.referencePlaces(floorId),
      labels.roomLabels(floorId),
      new CalibrationVersions(this.database).active(floorId),
    ]);
    return floor && { floor, stops, references, labels: rooms, active };
  }
}
