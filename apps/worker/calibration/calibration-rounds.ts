import { Logger } from '@nestjs/common';
import { judgeStop } from '#positioning/calibrate/place-levels';
import { atTagHeight } from '#positioning/calibrate/reference-place';
import { type WatchedReader } from '#positioning/calibrate/watch-readers';
import { readersOnWrongFloor } from '#positioning/calibrate/wrong-floor';
import { CalibrationFloors, type SurveyedFloor } from '#storage/calibration-floors';
import { CalibrationLabels } from '#storage/calibration-labels';
import { CalibrationSamples } from '#storage/calibration-samples';
import { CalibrationTraffic, type SampledWindow } from '#storage/calibration-traffic';
import { CalibrationVersions } from '#storage/calibration-versions';
import type { Database } from '#storage/database';
import { JournalStore } from '#storage/journal-store';
import { wordsFor } from './flag-words.js';
import { inThread } from './in-thread.js';
import { TrafficSampler, allWindows, readingsByTag, someTags } from './sample-traffic.js';

/** All workers try for this advisory lock; the one that has it does the round. */
const roundLock = 7_261_003;
const tickEveryMs = 120_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A sample takes what came in so many seconds, and no more than so many bytes. */
const sampleMs = 20_000;
const mostBytes = 4_000_000;
/** Of that, the tags of a share of so many bytes are looked at: some hundred tags, more than a sample takes. */
const sampledBytes = 400_000;
/** A floor of which little is known yet gives more windows at a time. */
const few = 600;
const takenWhileFew = 40;
const takenUsually = 5;
/** The watch needs so many windows of the last day; learning so many new ones, and a pause in between. */
const fewestWatched = 100;
const fewestFresh = 300;
const learnEveryMs = 6 * hourMs;
const worker = 'Wardmap itself';

/** What workers do for calibration by themselves: sample traffic, watch over readers, learn without labels. */
export class CalibrationRounds {
  readonly #log = new Logger(CalibrationRounds.name);
  readonly #sampler = new TrafficSampler();
  readonly #floors: CalibrationFloors;
  readonly #labels: CalibrationLabels;
  readonly #traffic: CalibrationTraffic;
  readonly #versions: CalibrationVersions;
  readonly #ending = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #busy = false;

  /** @param announce tells the other processes that the calibration of a floor changed */
  constructor(
    private readonly database: Database,
    private readonly announce: () => Promise<void>,
  ) {
    this.#floors = new CalibrationFloors(database);
    this.#labels = new CalibrationLabels(database);
    this.#traffic = new CalibrationTraffic(database);
    this.#versions = new CalibrationVersions(database);
  }

  /** Does a round every two minutes from now on. */
  start(): void {
    this.#timer = setInterval(() => {
      if (this.#busy) return;
      this.#busy = true;
      this.#running = this.round(Date.now())
        .catch((error: Error) => {
          if (!this.#ending.signal.aborted) this.#log.warn(`Calibration will be looked after later: ${error.message}`);
        })
        .finally(() => (this.#busy = false));
    }, tickEveryMs);
  }

  /** Ends what is going on; resolves when it has. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#ending.abort();
    await this.#running;
  }

  /** One round, unless another worker is at it: a sample of traffic, and each floor whose hour is over. */
  async round(now: number): Promise<void> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [roundLock]);
      if (!rows[0].taken) return;
      try {
        await this.#lookAfter(now);
      } finally {
        // A session that cannot give the lock back is ended, and the lock with it.
        await client.query('SELECT pg_advisory_unlock($1)', [roundLock]).catch((error: Error) => (broken = error));
      }
    } finally {
      client.release(broken);
    }
  }

  async #lookAfter(now: number): Promise<void> {
    const floors = await this.#floors.all();
    await this.#sample(floors, now);
    for (const floor of floors) {
      if (this.#ending.signal.aborted) return;
      try {
        await this.#lookAfterFloor(floor, floors, now);
      } catch (error) {
        // What fails on one floor must not keep the others waiting.
        if (this.#ending.signal.aborted) return;
        this.#log.warn(`Floor ${floor.id} is looked after later: ${(error as Error).message}`);
      }
    }
  }

  async #lookAfterFloor(floor: SurveyedFloor, floors: readonly SurveyedFloor[], now: number): Promise<void> {
    const { watchedAt, learntUntil } = await this.#traffic.round(floor.id);
    if (watchedAt === null || now - watchedAt.getTime() >= hourMs) await this.#watch(floor, floors, now);
    if (learntUntil === null || now - learntUntil.getTime() >= learnEveryMs) await this.#learn(floor, learntUntil, now);
  }

  async #sample(floors: readonly SurveyedFloor[], now: number): Promise<void> {
    const entries = await new JournalStore(this.database).since(null, new Date(now - sampleMs), mostBytes);
    const references = await this.#labels.referencePlaces(null);
    const fixedTags = new Set(references.map(({ tagId }) => tagId));
    const some = someTags(entries, sampledBytes, Math.random());
    const byTag = readingsByTag(entries, (tagId) => fixedTags.has(tagId) || some(tagId));
    for (const fixed of references) {
      const heard = byTag.get(fixed.tagId);
      byTag.delete(fixed.tagId);
      const levels = heard && allWindows(heard);
      if (levels && levels.windows.length > 0) await this.#labels.hearReferenceTag(fixed, levels);
    }
    const floorOf = new Map(floors.flatMap((floor) => floor.readers.map(({ id }) => [id, floor.id] as const)));
    const sampled = shuffled(this.#sampler.sample(byTag, floorOf));
    const taken: SampledWindow[] = [];
    for (const floor of floors) {
      const { all } = await this.#traffic.count(floor.id, null);
      const own = sampled.filter((window) => window.floorId === floor.id);
      taken.push(...own.slice(0, all < few ? takenWhileFew : takenUsually));
    }
    await this.#traffic.add(taken);
    this.#sampler.took(taken);
  }

  async #watch(floor: SurveyedFloor, floors: readonly SurveyedFloor[], now: number): Promise<void> {
    const building = floors.filter(({ buildingId }) => buildingId === floor.buildingId);
    const windows = await this.#traffic.windows(
      building.map(({ id }) => id),
      new Date(now - dayMs),
    );
    const own = windows.filter(({ floorId }) => floorId === floor.id);
    const elsewhere = onWrongFloor(floor, building, windows);
    const active = await this.#versions.active(floor.id);
    const done =
      own.length < fewestWatched
        ? { result: [] }
        : await inThread({ kind: 'watch', floor, inUse: active?.content ?? null, windows: own }, this.#ending.signal);
    const watched = 'refusal' in done ? [] : done.result;
    const names = new Map(floor.readers.map(({ id, name }) => [id, name]));
    const lost = new Set(elsewhere.map(({ readerId }) => readerId));
    const flags = [...elsewhere, ...watched.filter(({ readerId }) => !lost.has(readerId))];
    const floorNames = await this.#floors.names();
    await this.#traffic.noteWatched(
      floor.id,
      new Date(now),
      flags.map((flag) => ({
        ...flag,
        detail: wordsFor(
          flag,
          (id) => names.get(id) ?? `reader ${id}`,
          (id) => floorNames.get(id) ?? `floor ${id}`,
        ),
      })),
    );
  }

  async #learn(floor: SurveyedFloor, learntUntil: Date | null, now: number): Promise<void> {
    const { fresh } = await this.#traffic.count(floor.id, learntUntil);
    // While something is wrong with a reader, learning would take its fault for the way things are.
    if (fresh < fewestFresh || (await this.#traffic.flags(floor.id)).length > 0) return;
    const samples = await new CalibrationSamples(this.database).ofFloor(floor.id);
    if (!samples) return;
    const { stops, references, labels, active } = samples;
    const fixed = references.filter(({ levels }) => judgeStop(levels).usable);
    const done = await inThread(
      {
        kind: 'traffic',
        floor,
        windows: await this.#traffic.windows([floor.id], new Date(now - 7 * dayMs)),
        places: [...stops, ...fixed.map((reference) => atTagHeight(floor, reference))],
        labels,
        inUse: active?.content ?? null,
      },
      this.#ending.signal,
    );
    await this.#traffic.noteLearnt(floor.id, new Date(now));
    if ('refusal' in done) return;
    const { calibration, ...compared } = done.result;
    const version = await this.#versions.add({
      ...compared,
      floorId: floor.id,
      source: 'traffic',
      content: calibration,
      comparedVersion: active?.version.version ?? null,
      by: worker,
    });
    this.#log.log(`Floor ${floor.id}: calibration ${version.version} from traffic is ${version.state}`);
    if (version.state === 'active') await this.announce();
  }
}

function onWrongFloor(
  floor: SurveyedFloor,
  building: readonly SurveyedFloor[],
  windows: readonly SampledWindow[],
): WatchedReader[] {
  if (building.length < 2) return [];
  const readers = building.flatMap(({ id: floorId, readers: own }) => own.map(({ id }) => ({ id, floorId })));
  const ours = new Set(floor.readers.map(({ id }) => id));
  return readersOnWrongFloor(readers, windows)
    .filter(({ readerId }) => ours.has(readerId))
    .map((found) => ({ ...found, kind: 'wrong-floor', residualDb: 0, betterPlace: null, otherReaderId: null }));
}

function shuffled<T>(items: T[]): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1));
    [items[i], items[other]] = [items[other], items[i]];
  }
  return items;
}
