import type { SearchStore } from '#storage/search-store';
import type { Directory } from '../directory/directory.js';
import { KeptTexts } from './kept-texts.js';
import { Register } from './register.js';

/** Whoever is doubted may have moved meanwhile. */
const doubtsEveryMs = 5_000;
/**
 * A change of a status may be committed after others with later ids: a round that tells thousands of statuses takes its
 * ids first and commits last. All changes are read again that were not yet known so long ago.
 */
const overlapMs = 15_000;
/** A transaction that takes still longer is caught up with by reading all statuses so often. */
const statusesEveryMs = 30_000;
/** So many ids of before the first look are read again at once; the others when all statuses are. */
const firstOverlap = 50;

/** Keeps the register in memory as the database has it: whole when somebody told of a change, the rest at each question. */
export class FreshRegister {
  #register: Register | null = null;
  readonly #texts = new KeptTexts();
  #stale = true;
  /** Up to this change of a status all are known; and the one that was the newest at a later moment. */
  #settled: number | null = null;
  #pending = { id: 0, at: 0 };
  #statusesAt = 0;
  #lastReport = -1;
  #doubtsAt = 0;
  #running: Promise<Register> | null = null;
  #next: Promise<Register> | null = null;

  constructor(
    readonly store: SearchStore,
    directory: Pick<Directory, 'onAssets'>,
    private readonly now: () => number = Date.now,
  ) {
    directory.onAssets(() => (this.#stale = true));
  }

  /** The register with everything that was committed before this call. Callers that come meanwhile share one more look. */
  current(): Promise<Register> {
    if (this.#running === null) {
      this.#running = this.#look().finally(() => (this.#running = null));
      return this.#running;
    }
    this.#next ??= this.#running
      .catch(() => undefined)
      .then(() => {
        this.#next = null;
        return this.current();
      });
    return this.#next;
  }

  async #look(): Promise<Register> {
    if (this.#register === null || this.#stale) await this.#read();
    const at = this.now();
    const news = await this.store.news(this.#settled!);
    const register = this.#register!;
    register.update(news);
    if (at - this.#pending.at >= overlapMs) {
      this.#settled = this.#pending.id;
      this.#pending = { id: news.lastStatus, at };
    }
    if (at - this.#statusesAt >= statusesEveryMs) {
      this.#statusesAt = at;
      register.setStatuses(await this.store.statuses());
    }
    if (news.lastReport !== this.#lastReport || this.now() - this.#doubtsAt > doubtsEveryMs) {
      this.#doubtsAt = this.now();
      register.setDoubted(await this.store.doubted());
      this.#lastReport = news.lastReport;
    }
    return register;
  }

  async #read(): Promise<void> {
    // Before the read: what changes meanwhile is read with the next question.
    this.#stale = false;
    try {
      if (this.#settled === null) {
        const { lastStatus } = await this.store.news(Number.MAX_SAFE_INTEGER);
        this.#pending = { id: lastStatus, at: this.now() };
        this.#settled = lastStatus - firstOverlap;
        this.#statusesAt = this.#pending.at + overlapMs - statusesEveryMs;
      }
      const [assets, types] = await Promise.all([this.store.assets(), this.store.types()]);
      const texts = await this.#texts.of(assets, (ids) => this.store.words(ids));
      this.#register = new Register(assets, types, texts);
      this.#lastReport = -1;
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }
}
