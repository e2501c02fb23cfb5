import { type BusFix, busFixOf } from '#contracts/bus';
import type { ReadingsJob } from '#contracts/queue';
import { type Arrival, arrive, arrivePlace } from '#pipeline/arrive';
import { Evidence } from '#pipeline/evidence';
import { fillGaps } from '#pipeline/fill-gaps';
import type { Position } from '#contracts/position';
import { encodeJournal, forEachReading } from '#pipeline/journal-codec';
import type { HouseModel } from '#pipeline/model';
import { encodeTagState } from '#pipeline/state-codec';
import { step } from '#pipeline/step';
import { type TagState, newTagState } from '#pipeline/tag-state';
import { type Batch, commitBatch, committedJobs, pruneJournal, readPartitionMemory } from '#storage/commit-batch';
import type { PersonRules } from '#storage/directory-store';
import type { PartitionLease } from '#storage/partition-lease';
import type { WorkerCounts } from '../health/worker-status.js';
import type { KnownDays } from './known-days.js';
import { recall } from './partition-memory.js';
import { type Forgotten, isAfterForgotten, withoutForgotten } from './without-forgotten.js';
import { readingsIn, withoutFuture } from './without-future.js';
import { withoutTags } from './without-tags.js';

/** After this long without readings of a tag, what was seen last is written too; milliseconds. */
const quietMs = 2000;

/** What the work needs of the process around it. */
export interface Surroundings {
  house(): HouseModel;
  persons(): PersonRules;
  days: KnownDays;
  publish(fixes: BusFix[]): void;
  count(what: keyof WorkerCounts, by: number): void;
  report(error: unknown, about: string): void;
}

/**
 * The work on one partition while its lease is held: readings through the pipeline, one transaction a
 * batch, live messages after the commit. Batches and ticks never overlap.
 */
export class PartitionWork {
  /** Null until the first batch or tick, and after a failed write: memory may then be ahead of the database. */
  #states: Map<number, TagState> | null = null;
  readonly #unwritten = new Map<number, number>();
  /** By which the states go that are in memory. */
  #forgotten: Forgotten = new Map();
  #lastSequence = 0n;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly lease: PartitionLease,
    private readonly around: Surroundings,
  ) {}

  /** Works on jobs of the queue in one transaction. Resolves after the commit. @throws when nothing was written */
  handle(jobs: readonly ReadingsJob[], now: number): Promise<void> {
    return this.#inTurn(() => this.#handle(jobs, now));
  }

  /** Writes what is known of tags that fell silent. */
  tick(now: number): Promise<void> {
    return this.#inTurn(() => this.#tick(now));
  }

  /** Drops what a restart needs no more. */
  prune(): Promise<void> {
    return this.#inTurn(() => pruneJournal(this.lease.client, this.lease.partition));
  }

  /** Resolves when nothing is going on. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async #handle(jobs: readonly ReadingsJob[], now: number): Promise<void> {
    let open = [...new Map(jobs.map((job) => [job.id, withoutFuture(job, now)])).values()];
    const ahead = readingsIn(jobs) - readingsIn(open);
    if (ahead > 0) {
      this.around.count('ahead', ahead);
      this.around.report(
        'readings from the future were left out: do the clocks of the servers agree?',
        `${ahead} readings`,
      );
    }
    while (open.length > 0 && !(await this.#workOff(open, now))) {
      // Some were committed before, by a worker that died before it could say so.
      const { client, partition } = this.lease;
      const committed = await committedJobs(
        client,
        partition,
        open.map((job) => job.id),
      );
      open = open.filter((job) => !committed.has(job.id));
    }
  }

  /** Answers false when nothing was written because one of the jobs had been before. */
  async #workOff(open: readonly ReadingsJob[], now: number): Promise<boolean> {
    const states = await this.#recalled();
    const jobs = this.#withoutUnlocated(open, states);
    const counts = { readings: 0, duplicates: 0, late: 0 };
    const touched = new Set<TagState>();
    const late = new Map<TagState, Evidence>();
    const stateOf = (tagId: number): TagState => {
      let state = states.get(tagId);
      if (!state) states.set(tagId, (state = newTagState(tagId)));
      return state;
    };
    /** Counts what became of evidence; of a late one answers where it is gathered. */
    const account = (state: TagState, outcome: Arrival): Evidence | null => {
      counts.readings += 1;
      if (outcome === 'taken') touched.add(state);
      else if (outcome === 'duplicate') counts.duplicates += 1;
      if (outcome !== 'late') return null;
      counts.late += 1;
      let evidence = late.get(state);
      if (!evidence) late.set(state, (evidence = new Evidence()));
      return evidence;
    };
    for (const job of jobs)
      forEachReading(
        job,
        (tagId, at, readerId, antenna, centiDbm, kind) => {
          const state = stateOf(tagId);
          const outcome = arrive(state, at, readerId, antenna, centiDbm, kind);
          account(state, outcome)?.add(at, readerId, antenna, centiDbm, kind);
        },
        (tagId, place) => {
          const state = stateOf(tagId);
          account(state, arrivePlace(state, place))?.addPlace(place);
        },
      );

    const batch = this.#emptyBatch(jobs.map((job) => ({ batchId: job.id, readings: encodeJournal(job) })));
    for (const state of touched) {
      this.#unwritten.set(state.tagId, now);
      this.#safely(state, () => this.#find(state, false, batch));
    }
    for (const [state, evidence] of late)
      if (this.#mayKeep(state))
        this.#safely(state, () => batch.positions.push(...fillGaps(this.around.house(), state, evidence)));
    if (!(await this.#commit(batch))) return false;
    for (const what of ['readings', 'duplicates', 'late'] as const) this.around.count(what, counts[what]);
    return true;
  }

  async #tick(now: number): Promise<void> {
    // A partition just taken over, or a write that failed, may hold tags that nobody will hear again: recall first.
    if (this.#states !== null && this.#unwritten.size === 0) return;
    const states = await this.#recalled();
    this.#withoutUnlocated([], states);
    const batch = this.#emptyBatch([]);
    for (const [tagId, since] of this.#unwritten) {
      if (now - since < quietMs) continue;
      this.#unwritten.delete(tagId);
      const state = states.get(tagId);
      if (state?.dirty) this.#safely(state, () => this.#find(state, true, batch));
    }
    const { current, states: others, positions, visits, replaced } = batch;
    if (current.length + others.length + positions.length + visits.length + replaced.length > 0)
      await this.#commit(batch);
  }

  #find(state: TagState, quiet: boolean, batch: Batch): void {
    const findings = step(this.around.house(), state, quiet);
    if (!findings) return;
    // First, because it may fail: nothing of a tag is written without its state.
    const bytes = encodeTagState(state);
    if (this.#mayKeep(state)) {
      batch.positions.push(...findings.positions.filter(this.#isAfter));
      batch.visits.push(...findings.visits.filter(({ tagId, at }) => isAfterForgotten(this.#forgotten, tagId, at)));
    }
    if (findings.replaced) batch.replaced.push({ tagId: state.tagId, ...findings.replaced });
    if (findings.live && this.#isAfter(findings.live.position)) batch.current.push({ ...findings.live, state: bytes });
    else batch.states.push({ tagId: state.tagId, state: bytes });
  }

  /** Where a person was is written only when a history is kept; where they are is. */
  #mayKeep({ tagId }: TagState): boolean {
    const { tagIds, history } = this.around.persons();
    return history || !tagIds.has(tagId);
  }

  #isAfter = ({ tagId, observedAt }: Position): boolean => isAfterForgotten(this.#forgotten, tagId, observedAt);

  /**
   * While no person may be located, nothing of them is used, and what was known is forgotten; so is what was known of a
   * tag when a person gave it back.
   */
  #withoutUnlocated(given: readonly ReadingsJob[], states: Map<number, TagState>): readonly ReadingsJob[] {
    const { tagIds, located, forgotten } = this.around.persons();
    for (const [tagId, at] of forgotten) {
      if (this.#forgotten.get(tagId) === at) continue;
      states.delete(tagId);
      this.#unwritten.delete(tagId);
    }
    this.#forgotten = forgotten;
    const jobs = given.map((job) => withoutForgotten(job, forgotten));
    if (located) return jobs;
    for (const tagId of tagIds) {
      states.delete(tagId);
      this.#unwritten.delete(tagId);
    }
    return jobs.map((job) => withoutTags(job, tagIds));
  }

  async #commit(batch: Batch): Promise<boolean> {
    let sequence: bigint | null;
    try {
      await this.around.days.ensureFor(batch.positions);
      sequence = await commitBatch(this.lease.client, batch);
    } catch (error) {
      this.#states = null;
      // A day known to exist may have been dropped by another worker; a silent session is better lost than kept.
      this.around.days.forget();
      if (error instanceof Error && error.message === 'Query read timeout') this.lease.cutOff();
      throw error;
    }
    if (sequence === null) {
      this.#states = null;
      return false;
    }
    this.#lastSequence = sequence;
    if (batch.current.length === 0) return true;
    this.around.count('fixes', batch.current.length);
    this.around.publish(batch.current.map(({ position }) => busFixOf(position)));
    return true;
  }

  async #recalled(): Promise<Map<number, TagState>> {
    if (this.#states) return this.#states;
    const memory = await readPartitionMemory(this.lease.client, this.lease.partition);
    this.#forgotten = this.around.persons().forgotten;
    const states = recall(memory, this.#forgotten, (tagId, error) =>
      this.around.report(error, `state of tag ${tagId}`),
    );
    this.#lastSequence = memory.lastSequence;
    this.#unwritten.clear();
    for (const state of states.values()) if (state.dirty) this.#unwritten.set(state.tagId, 0);
    this.#states = states;
    return states;
  }

  #emptyBatch(journal: Batch['journal']): Batch {
    return {
      partition: this.lease.partition,
      journal,
      current: [],
      states: [],
      positions: [],
      visits: [],
      replaced: [],
      lastSequence: this.#lastSequence,
    };
  }

  /** One tag whose computation fails is left out and learnt anew; the line goes on. */
  #safely(state: TagState, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#states?.delete(state.tagId);
      this.around.count('failedTags', 1);
      this.around.report(error, `tag ${state.tagId}`);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }
}
