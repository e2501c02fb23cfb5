import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from 'pino';
import { type OpenStop, type StartWalk, type SurveyStop, type SurveyWalk, stopLengthMs } from '#contracts/calibration';
import type { Visibility } from '#contracts/visibility';
import { ZoneIndex } from '#floorplan/zone-index';
import { judgeStop, levelsAtPlace } from '#positioning/calibrate/place-levels';
import type { CalibrationFloors, SurveyedFloor } from '#storage/calibration-floors';
import type { CalibrationSurveys, RemovedStop, StopRow, WalkRow } from '#storage/calibration-surveys';
import type { CalibrationVersions } from '#storage/calibration-versions';
import type { Note } from '#storage/noted';
import type { AuditTrail } from '#storage/audit-trail';
import type { Actor } from '../access/actor.js';
import { eventOf } from '../audit/event-of.js';
import { noted } from '../audit/noted.js';
import { absent } from '../problems/absent.js';
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
    private readonly trail: AuditTrail,
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
  async startWalk(floorId: number, carried: StartWalk, actor: Actor): Promise<SurveyWalk> {
    await this.floor(floorId);
    const tagId = await this.surveys.carriedTag(carried, actor.visibility);
    if (tagId === null)
      throw new ProblemException(
        404,
        'No asset in service carries this tag, so its readings are not kept, or a person does, from whose way nothing is learnt. Give a tag to an asset that is no person, then walk with it.',
      );
    const note = this.note<number>(actor, 'survey walk', String, () => ({ floorId, tagId }));
    return this.walk(await this.surveys.startWalk(floorId, tagId, actor.name, note), [], actor.visibility);
  }

  /** @throws ProblemException 404 */
  async walk(id: number, skipZones: number[], visibility: Visibility): Promise<SurveyWalk> {
    const walk = await this.found(id, visibility);
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
      tagId: walk.tagSeen ? walk.tagId : null,
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
  async finishWalk(id: number, actor: Actor): Promise<SurveyWalk> {
    await this.found(id, actor.visibility);
    if ((await this.surveys.stopsOfWalk(id)).some((stop) => stop.state === 'open'))
      throw new ProblemException(409, 'A stop of this walk is still open: finish or remove it first.');
    await this.surveys.endWalk(
      id,
      this.note(
        actor,
        'survey walk',
        () => String(id),
        () => ({ ended: true }),
      ),
    );
    return this.walk(id, [], actor.visibility);
  }

  /** @throws ProblemException 404; 409 on a walk that is over or while another stop is open; 400 off the floor */
  async openStop(walkId: number, place: OpenStop, actor: Actor): Promise<SurveyStop> {
    const walk = await this.found(walkId, actor.visibility);
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
    const to = from + stopLengthMs;
    const note = this.note<number>(actor, 'survey stop', String, () => ({ walkId, ...place }));
    const id = await this.surveys.openStop(walkId, place, zoneId, new Date(from), new Date(to), note);
    if (id === null)
      throw new ProblemException(409, 'Another stop of this walk is still open: finish or remove it first.');
    return this.stop(id);
  }

  /** Ends a stop now; one that is over already is answered as it is. @throws ProblemException 404 */
  async finishStop(id: number, actor: Actor): Promise<SurveyStop> {
    const stop = await this.surveys.stop(id);
    if (stop === null) throw absent('stop', id);
    const note = this.note<void>(
      actor,
      'survey stop',
      () => String(id),
      () => ({ ended: true }),
    );
    if (stop.state === 'open') await this.closeStop(stop, Math.min(Date.now(), stop.toAt.getTime()), note);
    return this.stop(id);
  }

  /** Undo. @throws ProblemException 404 */
  async removeStop(id: number, actor: Actor): Promise<void> {
    const note = (client: pg.ClientBase, before: RemovedStop) =>
      this.trail.append(eventOf(actor, 'calibration.change', 'survey stop', String(id), { before }), client);
    if (!(await this.surveys.removeStop(id, note))) throw absent('stop', id);
  }

  private note<T>(actor: Actor, kind: string, subject: (result: T) => string, after: (result: T) => unknown): Note<T> {
    return noted(this.trail, { actor, action: 'calibration.change', kind, subject, after });
  }

  private async closeStop(stop: StopRow, toMs: number, note?: Note): Promise<void> {
    const fromMs = stop.fromAt.getTime();
    const lookUntil = toMs + onTheWayMs;
    let readings = await this.readings.ofTag(stop.tagId!, fromMs);
    // Something newer than the end has come, so everything before it has too.
    while ((readings.atMs.at(-1) ?? 0) <= toMs && Date.now() < lookUntil) {
      await sleep(lookEveryMs);
      readings = await this.readings.ofTag(stop.tagId!, fromMs);
    }
    const levels = levelsAtPlace(readings, fromMs, toMs);
    await this.surveys.closeStop(stop.id, new Date(toMs), judgeStop(levels), levels, note);
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
    if (stop === null) throw absent('stop', id);
    return stopView(stop, (await this.floor(stop.floorId)).readers);
  }

  private async found(id: number, visibility: Visibility): Promise<WalkRow> {
    const walk = await this.surveys.walk(id, visibility);
    if (walk === null) throw absent('walk', id);
    return walk;
  }

  private async floor(id: number): Promise<SurveyedFloor> {
    const floor = await this.floors.byId(id);
    if (floor === null) throw absent('floor', id);
    return floor;
  }
}
