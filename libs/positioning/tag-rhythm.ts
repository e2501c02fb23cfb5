/** How often a tag is heard by a reader, learnt from its own readings. */
export interface TagRhythm {
  /** Usual time between two readings of one reader, ms. */
  intervalMs: number;
  /** How many intervals it was learnt from, up to the most that count. */
  learnt: number;
}

/** Before anything is learnt: tags are usually set to once a second. */
const usualIntervalMs = 1000;
/** A tag that comes to rest or sets off changes its rhythm: half of what counts is from the last four intervals. */
const mostThatCount = 6;
/** One packet in eight is lost, a body hides some more: a gap counts for at most three intervals. */
const mostGrowth = 3;
const shortestIntervalMs = 50;
const longestIntervalMs = 3_600_000;
/** So many intervals make a rhythm that can be told. */
const enough = 4;
/** Five readings of a reader average out its fading. */
const readingsPerWindow = 5;
const shortestWindowMs = 2000;
/** What was heard longer ago says where the tag was. */
export const longestWindowMs = 10_000;

export function newRhythm(): TagRhythm {
  return { intervalMs: usualIntervalMs, learnt: 0 };
}

/** Takes in the time since the reading before, ms: a running mean of logarithms, so that gaps do not outweigh the rest. */
export function learnInterval(rhythm: TagRhythm, gapMs: number): void {
  const most = rhythm.learnt === 0 ? longestIntervalMs : rhythm.intervalMs * mostGrowth;
  const gap = Math.min(Math.max(gapMs, shortestIntervalMs), Math.min(most, longestIntervalMs));
  rhythm.learnt = Math.min(mostThatCount, rhythm.learnt + 1);
  rhythm.intervalMs *= (gap / rhythm.intervalMs) ** (1 / rhythm.learnt);
}

/** The rhythm as it can be told to people, ms, or null while too little was heard. */
export function toldInterval(rhythm: TagRhythm): number | null {
  return rhythm.learnt < enough ? null : Math.round(rhythm.intervalMs);
}

/** How far back readings count for a fix of this tag, ms. */
export function windowOf({ intervalMs }: TagRhythm): number {
  const wanted = Math.round((intervalMs * readingsPerWindow) / 500) * 500;
  return Math.min(longestWindowMs, Math.max(shortestWindowMs, wanted));
}
