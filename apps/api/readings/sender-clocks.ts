import { shiftOf } from './observed-time.js';

/** A measurement this near to the correction in use is the network's mood, not another clock error; ms. */
const sameClockMs = 1_500;
/** Senders remembered; those heard longest ago are measured anew. */
const maxSenders = 10_000;

/**
 * Remembers the clock correction of each sender, so that a batch that is sent again gets the same times as at
 * first, however long each attempt was on its way. A sender is an access key and the first reader (or engine) of the
 * batch: gateways with clocks of their own often share a key, and a repeated batch begins with the same reader.
 */
export class SenderClocks {
  private readonly shifts = new Map<string, number>();

  /**
   * What to add to the sender's times, milliseconds.
   * @param skewMs clock error as this request shows it: arrival minus `sentAt`
   */
  shiftMs(keyId: number, first: unknown, skewMs: number): number {
    const sender = `${keyId} ${sourceOf(first)}`;
    const inUse = this.shifts.get(sender);
    const shiftMs = inUse !== undefined && Math.abs(skewMs - inUse) <= sameClockMs ? inUse : shiftOf(skewMs);
    // Put at the end, so that the first one is the one heard longest ago.
    this.shifts.delete(sender);
    this.shifts.set(sender, shiftMs);
    if (this.shifts.size > maxSenders) this.shifts.delete(this.shifts.keys().next().value as string);
    return shiftMs;
  }
}

/** The reader, or the engine of a position, as it was written; not checked yet, so cut to the length a key may have. */
function sourceOf(first: unknown): string {
  const named = first as { readerKey?: unknown; engine?: unknown } | null | undefined;
  const key = named?.readerKey ?? named?.engine;
  return typeof key === 'string' ? key.slice(0, 128) : '';
}
