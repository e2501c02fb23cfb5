interface Bucket {
  tokens: number;
  /** When `tokens` was true, milliseconds. */
  atMs: number;
}

/** Beyond so many callers the one that asked longest ago is forgotten: memory is bounded, and forgetting only forgives. */
const mostBuckets = 50_000;

/**
 * One bucket of tokens for each caller, filled at a steady rate and never above a minute's worth: bursts pass, a
 * steady stream above the rate does not.
 */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  /**
   * @param perMinute tokens a minute; 0 for no limit
   * @param now milliseconds that never go back
   */
  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes a token. @returns 0, or the whole seconds after which there will be one. */
  take(caller: string): number {
    if (this.perMinute === 0) return 0;
    const perMs = this.perMinute / 60_000;
    const atMs = this.now();
    const former = this.buckets.get(caller);
    const tokens = former ? Math.min(this.perMinute, former.tokens + (atMs - former.atMs) * perMs) : this.perMinute;
    // Taken out and put back: the map's order is then the order of use.
    this.buckets.delete(caller);
    if (this.buckets.size >= mostBuckets) this.buckets.delete(this.buckets.keys().next().value as string);
    const granted = tokens >= 1;
    this.buckets.set(caller, { tokens: granted ? tokens - 1 : tokens, atMs });
    return granted ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
  }

  get size(): number {
    return this.buckets.size;
  }
}
