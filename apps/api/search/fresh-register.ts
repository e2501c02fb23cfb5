import type { SearchStore } from '#storage/search-store';
import type { Directory } from '../directory/directory.js';
import { KeptTexts } from './kept-texts.js';
import { Register } from './register.js';

/** Whoever is doubted may have moved meanwhile. */
const doubtsEveryMs = 5_000;

/** Keeps the register in memory as the database has it: whole when somebody told of a change, the rest at each question. */
export class FreshRegister {
  #register: Register | null = null;
  readonly #texts = new KeptTexts();
  #stale = true;
  #lastStatus = 0;
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
    const news = await this.store.news(this.#lastStatus);
    const register = this.#register!;
    register.update(news);
    this.#lastStatus = news.lastStatus;
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
      const { lastStatus } = await this.store.news(Number.MAX_SAFE_INTEGER);
      const [assets, types] = await Promise.all([this.store.assets(), this.store.types()]);
      const texts = await this.#texts.of(assets, (ids) => this.store.words(ids));
      this.#register = new Register(assets, types, texts);
      this.#lastStatus = lastStatus;
      this.#lastReport = -1;
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }
}
