import type { CalibrationVersion, FloorCalibrationView } from '#contracts/calibration';
import type { Visibility } from '#contracts/visibility';
import type { KnownPlace } from '#positioning/calibrate/fit-places';
import { judgeStop } from '#positioning/calibrate/place-levels';
import { atTagHeight } from '#positioning/calibrate/reference-place';
import type { CalibrationFloors } from '#storage/calibration-floors';
import type { CalibrationLabels } from '#storage/calibration-labels';
import type { CalibrationSamples, FloorSamples } from '#storage/calibration-samples';
import type { CalibrationSurveys } from '#storage/calibration-surveys';
import type { CalibrationTraffic } from '#storage/calibration-traffic';
import type { CalibrationVersions } from '#storage/calibration-versions';
import type { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { noted } from '../audit/noted.js';
import { absent } from '../problems/absent.js';
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
    private readonly trail: AuditTrail,
  ) {}

  /** @throws ProblemException 404 */
  async view(floorId: number, visibility: Visibility): Promise<FloorCalibrationView> {
    const { floors, surveys, labels, traffic } = this.stores;
    const floor = await floors.byId(floorId);
    if (floor === null) throw absent('floor', floorId);
    const [versions, active, walks, stops, roomLabels, windows, flags, { watchedAt }] = await Promise.all([
      this.versions.ofFloor(floorId, shown),
      this.versions.active(floorId),
      surveys.walks(floorId, visibility),
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
  async fit(floorId: number, actor: Actor): Promise<CalibrationVersion> {
    const samples = await this.samples.ofFloor(floorId);
    if (samples === null) throw absent('floor', floorId);
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
    return this.versions.add(
      {
        ...compared,
        floorId,
        source: stops.length > 0 ? 'walk' : 'readers',
        content: calibration,
        comparedVersion: active?.version.version ?? null,
        by: actor.name,
      },
      this.note(actor, active?.version ?? null, floorId),
    );
  }

  /** @throws ProblemException 404 */
  async activate(id: number, actor: Actor): Promise<CalibrationVersion> {
    const version = await this.versions.activate(
      id,
      actor.name,
      noted<CalibrationVersion>(this.trail, {
        ...{ actor, action: 'calibration.change', kind: 'floor', subject: ({ floorId }) => String(floorId) },
        after: factsOf,
      }),
    );
    if (version === null) throw absent('calibration', id);
    return version;
  }

  /** @throws ProblemException 409 when the values of the plan are in use already */
  async rollBack(floorId: number, actor: Actor): Promise<CalibrationVersion | null> {
    const active = await this.versions.active(floorId);
    const now = await this.versions.rollBack(floorId, actor.name, this.note(actor, active?.version ?? null, floorId));
    if (now === undefined)
      throw new ProblemException(409, 'The values of the floor plan are in use; there is nothing to take back.');
    return now;
  }

  private note(actor: Actor, before: CalibrationVersion | null, floorId: number) {
    return noted<CalibrationVersion | null>(this.trail, {
      ...{ actor, action: 'calibration.change', kind: 'floor', subject: String(floorId) },
      before: factsOf(before),
      after: factsOf,
    });
  }
}

/** What is recorded of a version; null: the values of the plan. */
function factsOf(version: CalibrationVersion | null) {
  return version && { calibration: version.id, version: version.version, state: version.state };
}

/** Stops and reference tags alike: places at which is known what readers hear. */
function knownPlaces({ floor, stops, references }: FloorSamples): KnownPlace[] {
  const fixed = references.filter(({ levels }) => judgeStop(levels).usable);
  return [...stops, ...fixed.map((reference) => atTagHeight(floor, reference))];
}
