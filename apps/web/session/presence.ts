/** Without an input for so long, what the page asks for counts as asked by nobody. Milliseconds. */
const absentAfterMs = 60_000;
/** Other tabs are told of inputs at most this often, milliseconds. */
const tellEveryMs = 5_000;
/** What only a person does; a pointer moves by itself when somebody bumps into the trolley. */
const inputs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Knows when a person last used the page, in this tab or another one of the same browser. */
export class Presence {
  #inputAtMs: number;
  #toldAtMs = 0;
  #paused = false;
  #channel: BroadcastChannel | null = null;

  constructor(private readonly now: () => number = Date.now) {
    // Opening a page is something a person does.
    this.#inputAtMs = now();
  }

  /** When somebody last did something, ms since 1970. */
  get inputAtMs(): number {
    return this.#inputAtMs;
  }

  /** Whether nobody has done anything for a minute: requests of now are the page's own. */
  get absent(): boolean {
    return this.now() - this.#inputAtMs > absentAfterMs;
  }

  /** Somebody did something. */
  note(): void {
    this.#inputAtMs = this.now();
    if (this.#inputAtMs - this.#toldAtMs < tellEveryMs) return;
    this.#toldAtMs = this.#inputAtMs;
    this.#channel?.postMessage('input');
  }

  /** While the page asks whether somebody is there, only the answer counts. */
  pause(paused: boolean): void {
    this.#paused = paused;
  }

  /** Tells the other tabs that the session is over. */
  tellEnded(): void {
    this.#channel?.postMessage('ended');
  }

  /** Tells the other tabs that somebody has signed in, perhaps somebody else than before. */
  tellBegun(): void {
    this.#channel?.postMessage('begun');
  }

  /** Listens to inputs until the returned function is called. `onEnded`, `onBegun`: another tab ended or began a session. */
  listen(onEnded: () => void, onBegun: () => void): () => void {
    const noted = () => {
      if (!this.#paused) this.note();
    };
    const channel = new BroadcastChannel('wardmap');
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === 'input') this.#inputAtMs = this.now();
      if (data === 'ended') onEnded();
      if (data === 'begun') onBegun();
    };
    this.#channel = channel;
    for (const kind of inputs) addEventListener(kind, noted, { capture: true, passive: true });
    return () => {
      for (const kind of inputs) removeEventListener(kind, noted, { capture: true });
      channel.close();
      this.#channel = null;
    };
  }
}

/** Of this page. */
export const presence = new Presence();
