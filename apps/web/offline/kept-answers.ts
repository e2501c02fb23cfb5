/** When an answer was put aside, ms since 1970 by this browser's clock; only answers that were have it. */
export const keptAtHeader = 'x-wardmap-kept-at';
/** Read by the service worker (public/sw.js). */
const cacheName = 'wardmap-kept';
/** Of answers that differ by what was asked, the newest. */
const mostAnswers = 150;

/** What makes sense without a network: who one is, the house, what was searched for and looked at. */
const keepable = [
  /^\/session$/,
  /^\/sites$/,
  /^\/floors\/\d+$/,
  /^\/asset-types$/,
  /^\/search\?/,
  /^\/searches$/,
  /^\/assets\/\d+$/,
];

/**
 * Answers of the server that this browser may show again, with their age, when the server cannot be reached. Only on a
 * device of one's own: on a shared computer nothing stays behind. They go when the session ends.
 */
export class KeptAnswers {
  #allowed = false;

  /** @param storage the browser's; null where it has none (plain http) */
  constructor(
    private readonly storage: Pick<CacheStorage, 'open' | 'delete'> | null = globalThis.caches ?? null,
    private readonly now: () => number = Date.now,
  ) {}

  /** Says whether answers may be kept from now on. What was kept before goes when not. */
  async allow(allowed: boolean): Promise<void> {
    this.#allowed = allowed;
    if (!allowed) await this.forget();
  }

  async forget(): Promise<void> {
    this.#allowed = false;
    // A browser that keeps nothing has nothing to forget.
    await this.storage?.delete(cacheName).catch(() => false);
  }

  /** Puts an answer aside if it is one of those that make sense later. @param path below the api's base */
  async keep(base: string, path: string, answer: Response): Promise<void> {
    if (!this.#allowed || !this.storage || answer.headers.has(keptAtHeader)) return;
    if (!keepable.some((pattern) => pattern.test(path))) return;
    const headers = new Headers({ [keptAtHeader]: String(this.now()) });
    for (const name of ['content-type', 'date']) {
      const value = answer.headers.get(name);
      if (value !== null) headers.set(name, value);
    }
    try {
      await this.put(base + path, new Response(await answer.clone().blob(), { headers }));
    } catch {
      // The connection broke while it was read.
    }
  }

  get allowed(): boolean {
    return this.#allowed && this.storage !== null;
  }

  /** What lies under an address of this page's own making, or undefined. */
  async find(address: string): Promise<Response | undefined> {
    if (!this.storage) return undefined;
    return this.storage
      .open(cacheName)
      .then((cache) => cache.match(address))
      .catch(() => undefined);
  }

  /** Puts something aside under an address, as the newest of all. */
  async put(address: string, answer: Response): Promise<void> {
    if (!this.storage) return;
    try {
      const cache = await this.storage.open(cacheName);
      // The session may have ended meanwhile.
      if (!this.#allowed) return;
      await cache.delete(address);
      await cache.put(address, answer);
      const requests = await cache.keys();
      const spare = requests.slice(0, Math.max(0, requests.length - mostAnswers));
      await Promise.all(spare.map((request) => cache.delete(request)));
    } catch {
      // No room: the app works without.
    }
  }
}

/** Of this page. */
export const keptAnswers = new KeptAnswers();

/** When an answer was put aside; null for one that came from the server just now. */
export function keptAtOf(answer: Response): number | null {
  return Number(answer.headers.get(keptAtHeader)) || null;
}

/** Whether a session that was put aside may still be shown: neither its end nor its idle time has passed. */
export function mayShowKept(
  session: { idleTimeoutS: number | null; endsAtMs: number | null; shared: boolean },
  keptAtMs: number,
  nowMs: number,
): boolean {
  const { idleTimeoutS, endsAtMs, shared } = session;
  if (shared || idleTimeoutS === null || endsAtMs === null) return false;
  // A clock that was set back must not lengthen anything.
  return nowMs >= keptAtMs && nowMs < endsAtMs && nowMs < keptAtMs + idleTimeoutS * 1000;
}
