/**
 * What a tag's rhythm tells of its motion. Many tags send often while they are moved and seldom while they lie: then
 * the time between two packets is a motion bit. Plain numbers; times in ms.
 */
export interface TagMotion {
  /** Usual time between packets in either mode, and how many such gaps were seen, up to a few. */
  fastMs: number;
  slowMs: number;
  fastSeen: number;
  slowSeen: number;
  /** Share of gaps that were followed by one of the same mode: modes come in runs, losses do not. */
  fastRuns: number;
  slowRuns: number;
  /** Mode of the newest gap: 1 fast, 0 slow, -1 not known. */
  mode: number;
  /** Since when this mode holds, at most: the newest packet of the mode before, ms since 1970. */
  sinceMs: number;
}

/** Modes less different than this are one: a packet lost now and then doubles a gap. */
const leastRatio = 2.5;
/** Longer gaps are silences. */
const longestMs = 60_000;
const enoughFast = 2;
const enoughSlow = 3;
const mostSeen = 100;
const gapShare = 1 / 8;
const runShare = 1 / 8;
const leastRuns = 0.75;
const unproven = 0.5;

export function newMotion(): TagMotion {
  return {
    fastMs: 0,
    slowMs: 0,
    fastSeen: 0,
    slowSeen: 0,
    fastRuns: unproven,
    slowRuns: unproven,
    mode: -1,
    sinceMs: 0,
  };
}

/**
 * Takes in the time between a tag's newest two packets, and says whether the tag moves.
 * @returns null while the tag has shown only one rhythm
 */
export function learnMotion(motion: TagMotion, beforeMs: number, atMs: number): boolean | null {
  const gap = atMs - beforeMs;
  if (!(gap > 0) || gap > longestMs) return movingOf(motion);
  if (motion.fastMs === 0) motion.fastMs = motion.slowMs = gap;
  if (motion.slowMs < leastRatio * motion.fastMs) split(motion, gap);
  const mode = gap * gap < motion.fastMs * motion.slowMs ? 1 : 0;
  if (mode === 1) {
    motion.fastMs += gapShare * (gap - motion.fastMs);
    motion.fastSeen = Math.min(mostSeen, motion.fastSeen + 1);
  } else if (gap < leastRatio * motion.slowMs) {
    motion.slowMs += gapShare * (gap - motion.slowMs);
    motion.slowSeen = Math.min(mostSeen, motion.slowSeen + 1);
  }
  if (motion.mode === 1) motion.fastRuns += runShare * (mode - motion.fastRuns);
  if (motion.mode === 0) motion.slowRuns += runShare * (1 - mode - motion.slowRuns);
  if (mode !== motion.mode) motion.sinceMs = beforeMs;
  motion.mode = mode;
  return movingOf(motion);
}

/** As long as there is one rhythm, a gap that is much shorter or longer begins a second one; others move both. */
function split(motion: TagMotion, gap: number): void {
  if (gap * leastRatio < motion.slowMs) {
    motion.fastMs = gap;
    motion.fastSeen = 0;
    motion.fastRuns = unproven;
  } else if (gap > leastRatio * motion.fastMs) {
    // What was the only rhythm so far is the fast one.
    motion.fastSeen = motion.slowSeen;
    motion.fastRuns = motion.slowRuns;
    motion.mode = 1;
    motion.slowMs = gap;
    motion.slowSeen = 0;
    motion.slowRuns = unproven;
  } else motion.fastMs = motion.slowMs = motion.slowMs + gapShare * (gap - motion.slowMs);
}

/** Whether the tag moves by its rhythm; null while it has shown only one. */
export function movingOf(motion: TagMotion): boolean | null {
  const { fastMs, slowMs, fastSeen, slowSeen, fastRuns, slowRuns, mode } = motion;
  const isKnown =
    slowMs >= leastRatio * fastMs &&
    fastSeen >= enoughFast &&
    slowSeen >= enoughSlow &&
    fastRuns >= leastRuns &&
    slowRuns >= leastRuns;
  return isKnown ? mode === 1 : null;
}

/** How many numbers a motion is when it is written down. */
export const motionLength = 8;

export function encodeMotion(motion: TagMotion): number[] {
  const { fastMs, slowMs, fastSeen, slowSeen, fastRuns, slowRuns, mode, sinceMs } = motion;
  return [fastMs, slowMs, fastSeen, slowSeen, fastRuns, slowRuns, mode, sinceMs];
}

/** The motion that `encodeMotion` wrote. */
export function decodeMotion(numbers: readonly number[]): TagMotion {
  const [fastMs, slowMs, fastSeen, slowSeen, fastRuns, slowRuns, mode, sinceMs] = numbers;
  return { fastMs, slowMs, fastSeen, slowSeen, fastRuns, slowRuns, mode, sinceMs };
}
