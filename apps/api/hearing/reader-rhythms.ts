/** When a reader was last heard, ms since 1970, and how old its newest reading usually gets before the next, ms. */
export interface ReaderStatus {
  readerId: number;
  lastHeardAt: number;
  usualGapMs: number;
}

/** No reader is called silent sooner, ms: a quick one pauses when nothing is near it. */
const leastSilenceMs = 60_000;
/** A slow reader is silent after this many of its usual gaps. */
const silentGaps = 10;
/** Longer gaps are learnt quickly and shorter ones slowly, so that the usual gap is one of the longer ones. */
const shareOfLonger = 0.2;
const shareOfShorter = 0.02;

/** After so long without a reading a reader is silent, ms. */
export function silentAfterMs(usualGapMs: number): number {
  return Math.max(leastSilenceMs, silentGaps * usualGapMs);
}

/** Whether a reader has fallen silent; one that was never heard (null) is. */
export function isSilent(status: ReaderStatus | null, now: number): boolean {
  return status === null || now - status.lastHeardAt > silentAfterMs(status.usualGapMs);
}

/**
 * Learns of every reader when it was last heard and how regularly it reports; a few numbers for each registered
 * reader. What changed is given out for storing, so that other processes and the next start know it too.
 */
export class ReaderRhythms {
  private readonly known = new Map<number, ReaderStatus>();
  private readonly changed = new Set<number>();

  /** Takes over what is stored; what this process heard since is kept. */
  load(stored: readonly ReaderStatus[]): void {
    for (const status of stored) {
      const own = this.known.get(status.readerId);
      if (!own || own.lastHeardAt < status.lastHeardAt) this.known.set(status.readerId, status);
    }
  }

  /**
   * Notes a request's newest reading of one reader.
   * @param observedAt when the reader heard it, by corrected clock, ms since 1970
   * @param receivedAt when the request came
   */
  heard(readerId: number, observedAt: number, receivedAt: number): void {
    const lastHeardAt = Math.min(observedAt, receivedAt);
    const before = this.known.get(readerId);
    if (before && before.lastHeardAt >= lastHeardAt) return;
    this.known.set(readerId, { readerId, lastHeardAt, usualGapMs: before ? learnt(before, receivedAt) : 0 });
    this.changed.add(readerId);
  }

  /** What is known of a reader, or null when it was never heard. */
  of(readerId: number): ReaderStatus | null {
    return this.known.get(readerId) ?? null;
  }

  /** What changed since the last call. Given back with `load` and `again` when it could not be stored. */
  takeChanges(): ReaderStatus[] {
    const changes = [...this.changed].map((readerId) => this.known.get(readerId)!);
    this.changed.clear();
    return changes;
  }

  /** Marks changes that could not be stored, so that the next call gives them out again. */
  again(changes: readonly ReaderStatus[]): void {
    for (const { readerId } of changes) this.changed.add(readerId);
  }
}

/** An outage says nothing of how a reader usually reports, so a gap counts only up to where silence begins. */
function learnt({ lastHeardAt, usualGapMs }: ReaderStatus, receivedAt: number): number {
  const gapMs = Math.min(Math.max(0, receivedAt - lastHeardAt), silentAfterMs(usualGapMs));
  const share = gapMs > usualGapMs ? shareOfLonger : shareOfShorter;
  return Math.round(usualGapMs + share * (gapMs - usualGapMs));
}
