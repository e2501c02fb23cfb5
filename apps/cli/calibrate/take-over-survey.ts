import type { CalibrationVersion } from '#contracts/calibration';
import { ZoneIndex } from '#floorplan/zone-index';
import { calibrateFromPlaces } from '#positioning/calibrate/calibrate-from-places';
import type { CalibrationFloor } from '#positioning/calibrate/calibration-floor';
import type { KnownPlace } from '#positioning/calibrate/fit-places';
import { judgeStop } from '#positioning/calibrate/place-levels';
import { AuditTrail } from '#storage/audit-trail';
import { CalibrationSamples } from '#storage/calibration-samples';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import { CalibrationVersions } from '#storage/calibration-versions';
import type { Database } from '#storage/database';
import { commandEvent } from '../database/command-line.js';

/**
 * Takes places and their levels over as a survey of a floor and fits the floor to it. The result is in use when it beats
 * what was.
 * @param origin names the survey in the list of walks
 */
export async function takeOverSurvey(
  database: Database,
  floor: CalibrationFloor,
  surveyed: readonly KnownPlace[],
  origin: string,
  by: string,
): Promise<CalibrationVersion> {
  const zones = new ZoneIndex(floor.zones);
  const places = surveyed.flatMap((place) => {
    const { usable, detail, packets } = judgeStop(place.levels);
    const zone = zones.zoneAt(place.x, place.y);
    return usable ? [{ ...place, detail, packets, zoneId: zone < 0 ? null : floor.zones[zone].id }] : [];
  });
  await new CalibrationSurveys(database).takeOver(floor.id, origin, places);
  const samples = await new CalibrationSamples(database).ofFloor(floor.id);
  const { stops, labels, active } = samples!;
  const { calibration, ...compared } = calibrateFromPlaces(floor, stops, labels, active?.content ?? null);
  const made = {
    ...{ ...compared, floorId: floor.id, source: 'walk' as const, content: calibration, by },
    comparedVersion: active?.version.version ?? null,
  };
  return new CalibrationVersions(database).add(made, (client, { version, state }) =>
    new AuditTrail(database).append(
      commandEvent('calibration.change', 'floor', String(floor.id), { after: { origin, version, state } }),
      client,
    ),
  );
}
