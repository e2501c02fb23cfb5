/** The most packets of one reader that are looked at in one window; of more, the newest. */
const packetsPerReader = 32;

/** What each reader heard of one tag in the newest seconds; owned by the caller and used again for every fix. */
export interface LevelWindow {
  /** How many readers heard the tag; the columns below are filled up to here. */
  count: number;
  readers: Int32Array;
  levelsDbm: Float64Array;
  packets: Int32Array;
  /** Levels of each reader, sorted, newest packets only. */
  sorted: Float64Array;
}

/** A window for up to `readerCapacity` readers hearing one tag at a time; further ones are left out. */
export function createWindow(readerCapacity = 64): LevelWindow {
  return {
    count: 0,
    readers: new Int32Array(readerCapacity),
    levelsDbm: new Float64Array(readerCapacity),
    packets: new Int32Array(readerCapacity),
    sorted: new Float64Array(readerCapacity * packetsPerReader),
  };
}

/**
 * Makes one level per reader from the readings with fromMs < time <= toMs: the upper quartile, because fading goes one
 * way, down. Readings lie in the columns' first `length` places in order of time, oldest first.
 */
export function aggregateWindow(
  readers: ArrayLike<number>,
  levelsDbm: ArrayLike<number>,
  timesMs: ArrayLike<number>,
  length: number,
  fromMs: number,
  toMs: number,
  out: LevelWindow,
): void {
  const { sorted, packets } = out;
  let count = 0;
  for (let i = length - 1; i >= 0; i--) {
    if (timesMs[i] > toMs || timesMs[i] <= fromMs) continue;
    const reader = readers[i];
    let slot = 0;
    while (slot < count && out.readers[slot] !== reader) slot++;
    if (slot === count) {
      if (count === out.readers.length) continue;
      out.readers[slot] = reader;
      packets[slot] = 0;
      count++;
    }
    if (packets[slot] === packetsPerReader) continue;
    const level = levelsDbm[i];
    const first = slot * packetsPerReader;
    let place = first + packets[slot]++;
    for (; place > first && sorted[place - 1] > level; place--) sorted[place] = sorted[place - 1];
    sorted[place] = level;
  }
  for (let slot = 0; slot < count; slot++)
    out.levelsDbm[slot] = quantileOfSorted(sorted, slot * packetsPerReader, packets[slot], 0.75);
  out.count = count;
}

/** Quantile of a sorted stretch, linear between neighbours (definition 7 of Hyndman and Fan, 1996). */
function quantileOfSorted(sorted: Float64Array, first: number, length: number, quantile: number): number {
  const place = (length - 1) * quantile;
  const below = Math.floor(place);
  const low = sorted[first + below];
  return below + 1 < length ? low + (place - below) * (sorted[first + below + 1] - low) : low;
}
