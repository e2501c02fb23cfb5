/** Where a tag really was, column by column in order of time; metres, milliseconds since 1970 UTC. */
export interface TruthPath {
  timesMs: ArrayLike<number>;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/**
 * The true place at a moment, between two known ones on the straight line; null before the first and after the last.
 * A path of one place is a tag that stood still there all the time.
 */
export function truthAt(path: TruthPath, atMs: number): { x: number; y: number } | null {
  const { timesMs, x, y } = path;
  const last = timesMs.length - 1;
  if (last === 0) return { x: x[0], y: y[0] };
  if (last < 0 || atMs < timesMs[0] || atMs > timesMs[last]) return null;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (timesMs[middle] <= atMs) low = middle;
    else high = middle;
  }
  const length = timesMs[high] - timesMs[low];
  const share = length > 0 ? (atMs - timesMs[low]) / length : 0;
  return { x: x[low] + share * (x[high] - x[low]), y: y[low] + share * (y[high] - y[low]) };
}
