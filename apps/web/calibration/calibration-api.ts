import {
  calibrationVersionSchema,
  floorCalibrationViewSchema,
  heardTagsSchema,
  rolledBackSchema,
  surveyStopSchema,
  surveyWalkSchema,
  type CalibrationVersion,
  type FloorCalibrationView,
  type HeardTags,
  type OpenStop,
  type SurveyStop,
  type SurveyWalk,
} from '#contracts/calibration';
import { getJson, remove, sendJson } from '../app/api.js';

export function getCalibration(floorId: number, signal?: AbortSignal): Promise<FloorCalibrationView> {
  return getJson(`/floors/${floorId}/calibration`, floorCalibrationViewSchema, signal);
}

/** Tags that readers of the floor hear now, strongest first. */
export function getHeardTags(floorId: number, signal?: AbortSignal): Promise<HeardTags> {
  return getJson(`/floors/${floorId}/heard-tags`, heardTagsSchema, signal);
}

/** A walk with its next stop; rooms to be skipped are not proposed. */
export function getWalk(walkId: number, skipZones: readonly number[], signal?: AbortSignal): Promise<SurveyWalk> {
  const query = skipZones.length ? `?${new URLSearchParams({ skipZones: skipZones.join(',') })}` : '';
  return getJson(`/walks/${walkId}${query}`, surveyWalkSchema, signal);
}

export function startWalk(floorId: number, tagId: number): Promise<SurveyWalk> {
  return sendJson('POST', `/floors/${floorId}/calibration/walks`, surveyWalkSchema, { tagId });
}

export function openStop(walkId: number, place: OpenStop): Promise<SurveyStop> {
  return sendJson('POST', `/walks/${walkId}/stops`, surveyStopSchema, place);
}

export function finishStop(stopId: number): Promise<SurveyStop> {
  return sendJson('POST', `/stops/${stopId}/finish`, surveyStopSchema);
}

export function removeStop(stopId: number): Promise<void> {
  return remove(`/stops/${stopId}`);
}

export function finishWalk(walkId: number): Promise<SurveyWalk> {
  return sendJson('POST', `/walks/${walkId}/finish`, surveyWalkSchema);
}

/** Learns from everything that is known of the floor. */
export function fitFloor(floorId: number): Promise<CalibrationVersion> {
  return sendJson('POST', `/floors/${floorId}/calibration/fit`, calibrationVersionSchema);
}

export function activateCalibration(calibrationId: number): Promise<CalibrationVersion> {
  return sendJson('POST', `/calibrations/${calibrationId}/activate`, calibrationVersionSchema);
}

/** Goes back to the calibration before. @returns the one in use now, null for the values of the floor plan */
export async function rollBack(floorId: number): Promise<CalibrationVersion | null> {
  return (await sendJson('POST', `/floors/${floorId}/calibration/rollback`, rolledBackSchema)).active;
}
