import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type OpenStop, type StartWalk, type SurveyStop, type SurveyWalk, stopLengthMs } from '#contracts/calibration';
import { ZoneIndex } from '#floorplan/zone-index';
import { judgeStop, levelsAtPlace } from '#positioning/calibrate/place-levels';
import type { CalibrationFloors, SurveyedFloor } from '#storage/calibration-floors';
import type { CalibrationSurveys, StopRow, WalkRow } from '#storage/calibration-surveys';
import type { CalibrationVersions } from '#storage/calibration-versions';
import { ProblemException } from '../problems/problem-exception.js';
import type { JournalReadings } from './journal-readings.js';
import { type SurveyAdvice, nextStopView } from './survey-advice.js';
import { progressOf, stopView } from './survey-views.js';

/** Readings of a stop's last second are on their way for so long, milliseconds. */
const onTheWayMs = 2500;
const lookEveryMs = 250;
const closeEveryMs = 5000;
/** A plan's edge is not exact to the metre. */
const beyondEdgeM = 1;

/** Walks about a floor with a tag: "I am here" again and again, and what readers heard meanwhile. */
export class SurveyWalks {
  private timer: NodeJS.Timeout | null = null;
  private closing: Promise<void> = Promise.resolve();

  constructor(
    private readonly surveys: CalibrationSurveys,
    private readonly floors: CalibrationFloors,
    private readonly versions: CalibrationVersions,
    private readonly readings: JournalReadings,
    private readonly advice: SurveyAdvice,
    private readonly log: Pick<Logger, 'warn'>,
  ) {}

  /** Closes stops that nobody ended, from now on. */
  start(): void {
    this.timer = setInterval(() => {
      this.closing = this.closing.then(() => this.closeOverdue());
    }, closeEveryMs);
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.closing;
  }

  /** @throws ProblemException 404 without such a floor or tag */
  async startWalk(floorId: number, carried: StartWalk, by: string): Promise<SurveyWalk> {
    await this.floor(floorId);
    const tagId = await this.surveys.carriedTag(carried);
    if (tagId === null)
      throw new ProblemException(
        404,
        'No asset in service carries this tag, so its readings are not kept. Give the tag to an asset first, then walk with it.',
      );
    return this.walk(await this.surveys.startWalk(floorId, tagId, by), []);
  }

  /** @throws ProblemException 404 */
  async walk(id: number, skipZones: number[]): Promise<SurveyWalk> {
    const walk = await this.found(id);
    const floor = await this.floor(walk.floorId);
    const [all, versions] = await Promise.all([
      this.surveys.stopsOfFloor(floor.id),
      this.versions.ofFloor(floor.id, 20),
    ]);
    const advice = await this.advice.for(floor, all, skipZones);
    const own = all.some((stop) => stop.walkId === id) ? all : await this.surveys.stopsOfWalk(id);
    return {
      id,
      floorId: walk.floorId,
      tagId: walk.tagId,
      tagKey: walk.tagKey,
      assetName: walk.assetName,
      startedAt: walk.startedAt.toISOString(),
      endedAt: walk.endedAt?.toISOString() ?? null,
      stops: own.filter((stop) => stop.walkId === id).map((stop) => stopView(stop, floor.readers)),
      next: nextStopView(floor, advice),
      progress: progressOf(all, advice, versions),
    };
  }

  /** @throws ProblemException 404; 409 while a stop is open */
  async finishWalk(id: number): Promise<SurveyWalk> {
    await this.found(id);
    if ((await this.surveys.stopsOfWalk(id)).some((stop) => stop.state === 'open'))
      throw new ProblemException(409, 'A stop of this walk is still open: finish or remove it first.');
    await this.surveys.endWalk(id);
    return this.walk(id, []);
  }

  /** @throws ProblemException 404; 409 on a walk that is over or while another stop is open; 400 off the floor */
  async openStop(walkId: number, place: OpenStop): Promise<SurveyStop> {
    const walk = await this.found(walkId);
    if (walk.tagId === null || walk.endedAt !== null)
      throw new ProblemException(409, 'This walk is over; start a new one to add stops.');
    const floor = await this.floor(walk.floorId);
    const { minX, maxX, minY, maxY } = floor.bounds;
    const off = Math.max(minX - place.x, place.x - maxX, minY - place.y, place.y - maxY);
    if (off > beyondEdgeM)
      throw new ProblemException(
        400,
        `The place ${place.x}, ${place.y} lies outside the floor, which reaches from ${minX}, ${minY} to ${maxX}, ${maxY} metres.`,
      );
    const zone = new ZoneIndex(floor.zones).zoneAt(place.x, place.y);
    const from = Date.now();
    const zoneId = zone < 0 ? null : floor.zones[zone].id;
    const id = await this.surveys.openStop(walkId, place, zoneId, new Date(from), new Date(from + stopLengthMs));
    if (id === null)
      throw new ProblemException(409, 'Another stop of this walk is still open: finish or remove it first.');
    return this.stop(id);
  }

  /** Ends a stop now; one that is over already is answered as it is. @throws ProblemException 404 */
  async finishStop(id: number): Promise<SurveyStop> {
    const stop = await this.surveys.stop(id);
    if (stop === null) throw noStop(id);
    if (stop.state === 'open') await this.closeStop(stop, Math.min(Date.now(), stop.toAt.getTime()));
    return this.stop(id);
  }

  /** Undo. @throws ProblemException 404 */
  async removeStop(id: number): Promise<void> {
    if (!(await this.surveys.removeStop(id))) throw noStop(id);
  }

  private async closeStop(stop: StopRow, toMs: number): Promise<void> {
    const fromMs = stop.fromAt.getTime();
    const lookUntil = toMs + onTheWayMs;
    let readings = await this.readings.ofTag(stop.tagId!, fromMs);
    // Something newer than the end has come, so everything before it has too.
    while ((readings.atMs.at(-1) ?? 0) <= toMs && Date.now() < lookUntil) {
      await sleep(lookEveryMs);
      readings = await this.readings.ofTag(stop.tagId!, fromMs);
    }
    const levels = levelsAtPlace(readings, fromMs, toMs);
    await this.surveys.closeStop(stop.id, new Date(toMs), judgeStop(levels), levels);
  }

  private async closeOverdue(): Promise<void> {
    try {
      for (const stop of await this.surveys.overdueStops(new Date(Date.now() - onTheWayMs)))
        await this.closeStop(stop, stop.toAt.getTime());
    } catch (error) {
      this.log.warn({ err: error }, 'survey stops that are over will be closed later');
    }
  }

  private async stop(id: number): Promise<SurveyStop> {
    const stop = await this.surveys.stop(id);
    if (stop === null) throw noStop(id);
    return stopView(stop, (await this.floor(stop.floorId)).readers);
  }

  private async found(id: number): Promise<WalkRow> {
    const walk = await this.surveys.walk(id);
    if (walk === null) throw new ProblemException(404, `There is no survey walk with the id ${id}.`);
    return walk;
  }

  private async floor(id: number): Promise<SurveyedFloor> {
    const floor = await this.floors.byId(id);
    if (floor === null) throw new ProblemException(404, `There is no floor with the id ${id}.`);
    return floor;
  }
}

function noStop(id: number): ProblemException {
  return new ProblemException(404, `There is no survey stop with the id ${id}.`);
}
