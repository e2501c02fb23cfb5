import type { Logger } from 'pino';
import { CalibrationFloors } from '#storage/calibration-floors';
import { CalibrationLabels } from '#storage/calibration-labels';
import { CalibrationSamples } from '#storage/calibration-samples';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import { CalibrationTraffic } from '#storage/calibration-traffic';
import { CalibrationVersions } from '#storage/calibration-versions';
import { AuditTrail } from '#storage/audit-trail';
import type { Database } from '#storage/database';
import { JournalStore } from '#storage/journal-store';
import { SightStore } from '#storage/sight-store';
import { CalibrationWork } from './calibration-work.js';
import { FloorCalibrations } from './floor-calibrations.js';
import { HeardNow } from './heard-now.js';
import { JournalReadings } from './journal-readings.js';
import { SurveyAdvice } from './survey-advice.js';
import { SurveyWalks } from './survey-walks.js';

/** Builds what the calibration routes are given. */
export function buildCalibration(
  database: Database,
  partitions: number,
  log: Logger,
): { injected: object[]; walks: SurveyWalks; heard: HeardNow } {
  const floors = new CalibrationFloors(database);
  const surveys = new CalibrationSurveys(database);
  const labels = new CalibrationLabels(database);
  const traffic = new CalibrationTraffic(database);
  const versions = new CalibrationVersions(database);
  const journal = new JournalStore(database);
  const readings = new JournalReadings(journal, partitions);
  const work = new CalibrationWork();
  const advice = new SurveyAdvice(work);
  const trail = new AuditTrail(database);
  const walks = new SurveyWalks(surveys, floors, versions, readings, advice, trail, log);
  const heard = new HeardNow(readings, journal, floors, surveys, labels, new SightStore(database), trail);
  const stores = { floors, surveys, labels, traffic };
  return {
    walks,
    heard,
    injected: [
      floors,
      surveys,
      labels,
      walks,
      new FloorCalibrations(new CalibrationSamples(database), versions, stores, advice, work, trail),
      heard,
    ],
  };
}
