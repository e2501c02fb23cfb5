import { useSyncExternalStore } from 'react';

/** Whether the page lives on answers that were put aside, and how old they are. */
class OfflineSince {
  #sinceMs: number | null = null;
  readonly #listeners = new Set<() => void>();

  /** When the oldest answer on the screen was given, ms since 1970; null while the server answers. */
  get sinceMs(): number | null {
    return this.#sinceMs;
  }

  /** An answer came: from the server (null), or one that was put aside at that time. */
  noteAnswer(keptAtMs: number | null): void {
    const next = keptAtMs === null ? null : Math.min(keptAtMs, this.#sinceMs ?? keptAtMs);
    if (next === this.#sinceMs) return;
    this.#sinceMs = next;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Of this page. */
export const offlineSince = new OfflineSince();

/** When the oldest answer on the screen was given; null while the server answers. */
export function useOfflineSince(): number | null {
  return useSyncExternalStore(offlineSince.subscribe, () => offlineSince.sinceMs);
}
