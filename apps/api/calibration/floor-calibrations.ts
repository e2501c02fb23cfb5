import type { CalibrationVersion, FloorCalibrationView } from '#contracts/calibration';
import type { KnownPlace } from '#positioning/calibrate/fit-places';
import { judgeStop } from '#positioning/calibrate/place-levels';
import { atTagHeight } from '#positioning/calibrate/reference-place';
import type { CalibrationFloors } from '#storage/calibration-floors';
import type { CalibrationLabels } from '#storage/calibration-labels';
import type { CalibrationSamples, FloorSamples } from '#storage/calibration-samples';
import type { CalibrationSurveys } from '#storage/calibration-surveys';
import type { CalibrationTraffic } from '#storage/calibration-traffic';
import type { CalibrationVersions } from '#storage/calibration-versions';
import { ProblemException } from '../problems/problem-exception.js';
import type { CalibrationWork } from './calibration-work.js';
import type { SurveyAdvice } from './survey-advice.js';
import { progressOf, stopView } from './survey-views.js';

/** So many versions of a floor are shown. */
const shown = 50;

/** What is known of the radio on a floor: shown, fitted anew, put in use and taken back. */
export class FloorCalibrations {
  constructor(
    private readonly samples: CalibrationSamples,
    private readonly versions: CalibrationVersions,
    private readonly stores: {
      floors: CalibrationFloors;
      surveys: CalibrationSurveys;
      labels: CalibrationLabels;
      traffic: CalibrationTraffic;
    },
    private readonly advice: SurveyAdvice,
    private readonly work: CalibrationWork,
  ) {}

  /** @throws ProblemException 404 */
  async view(floorId: number): Promise<FloorCalibrationView> {
    const { floors, surveys, labels, traffic } = this.stores;
    const floor = await floors.byId(floorId);
    if (floor === null) throw noFloor(floorId);
    const [versions, active, walks, stops, roomLabels, windows, flags, { watchedAt }] = await Promise.all([
      this.versions.ofFloor(floorId, shown),
      this.versions.active(floorId),
      surveys.walks(floorId),
      surveys.stopsOfFloor(floorId),
      labels.countRoomLabels(floorId),
      traffic.count(floorId, null),
      traffic.flags(floorId),
      traffic.round(floorId),
    ]);
    return {
      floorId,
      active: active?.version ?? null,
      versions,
      walks: walks.map((walk) => ({
        id: walk.id,
        tagKey: walk.tagKey,
        startedAt: walk.startedAt.toISOString(),
        endedAt: walk.endedAt?.toISOString() ?? null,
        stops: walk.stops,
      })),
      stops: stops.map((stop) => stopView(stop, floor.readers)),
      progress: progressOf(stops, await this.advice.for(floor, stops, []), versions),
      roomLabels,
      trafficWindows: windows.all,
      flags,
      watchedAt: watchedAt?.toISOString() ?? null,
    };
  }

  /**
   * Fits the floor to all that was heard at known places, and puts the result in use when it beats what is.
   * @throws ProblemException 404; 409 with too few places
   */
  async fit(floorId: number, by: string): Promise<CalibrationVersion> {
    const samples = await this.samples.ofFloor(floorId);
    if (samples === null) throw noFloor(floorId);
    const { floor, labels, active, stops } = samples;
    if (floor.readers.length === 0)
      throw new ProblemException(409, 'This floor has no Bluetooth readers, so there is nothing to calibrate.');
    const { calibration, ...compared } = await this.work.run({
      kind: 'places',
      floor,
      places: knownPlaces(samples),
      labels,
      inUse: active?.content ?? null,
    });
    return this.versions.add({
      ...compared,
      floorId,
      source: stops.length > 0 ? 'walk' : 'readers',
      content: calibration,
      comparedVersion: active?.version.version ?? null,
      by,
    });
  }

  /** @throws ProblemException 404 */
  async activate(id: number, by: string): Promise<CalibrationVersion> {
    const version = await this.versions.activate(id, by);
    if (version === null) throw new ProblemException(404, `There is no calibration with the id ${id}.`);
    return version;
  }

  /** @throws ProblemException 409 when the values of the plan are in use already */
  async rollBack(floorId: number, by: string): Promise<CalibrationVersion | null> {
    const now = await this.versions.rollBack(floorId, by);
    if (now === undefined)
      throw new ProblemException(409, 'The values of the floor plan are in use; there is nothing to take back.');
    return now;
  }
}

/** Stops and reference tags alike: places at which is known what readers hear. */
function knownPlaces({ floor, stops, references }: FloorSamples): KnownPlace[] {
  const fixed = references.filter(({ levels }) => judgeStop(levels).usable);
  return [...stops, ...fixed.map((reference) => atTagHeight(floor, reference))];
}

function noFloor(id: number): ProblemException {
  return new ProblemException(404, `There is no floor with the id ${id}.`);
}
