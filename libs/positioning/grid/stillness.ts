import type { HeardLevels } from './likelihood.js';

/** At most so many readers are compared; a tag is seldom heard by more. */
const mostReaders = 32;

/**
 * What a tag's readers have heard since it came to rest, and how likely it is at rest. A tag at rest is heard at the
 * same level again and again; the mean over its stay is one look at the place, however long: shadowing does not
 * average out, the fading of packets does.
 */
export interface Stillness {
  /** Probability that the tag is at rest. */
  probability: number;
  atRest: boolean;
  /** When the tag was first heard, ms since 1970: its first window is still filling up for a while. */
  sinceMs: number;
  /** End of the newest window that was taken in, ms since 1970; windows are taken in one after the other. */
  takenMs: number;
  /** Mean levels of the stay. */
  count: number;
  readers: Int32Array;
  levelsDbm: Float32Array;
  packets: Float32Array;
}

/** Chance that a tag keeps its mode for another second. */
const staysPerSecond = 0.97;
/** How differently a level is heard some metres on: the difference of two shadowings of 3 dB each (Gudmundson). */
const changedSpreadDb = 4;
/** Levels of a still tag wander a little over minutes: people, doors. */
const wanderDb = 1;
/**
 * A tag that moves and is taken for one at rest is lost from sight; the other way round it is only told less sharply.
 * So rest needs proof, and doubt ends it.
 */
const restsAbove = 0.95;
const leavesBelow = 0.7;
/** One reader alone may not decide: the most that it can speak for or against rest, log-likelihood ratio. */
const mostPerReader = 2.5;
/** A reader that hears a tag as strong as this hears it again in the next window, dBm. */
const surelyHeardDbm = -85;
/** What speaks so clearly against rest counts at once, before the next window is whole, log-likelihood ratio. */
const obvious = -6;
/** So many packets are remembered of each reader: what changes slowly is followed. */
const packetsRemembered = 120;

export function newStillness(): Stillness {
  return {
    probability: 0.5,
    atRest: false,
    sinceMs: -Infinity,
    takenMs: -Infinity,
    count: 0,
    readers: new Int32Array(mostReaders),
    levelsDbm: new Float32Array(mostReaders),
    packets: new Float32Array(mostReaders),
  };
}

export function copyStillness(still: Stillness): Stillness {
  return {
    ...still,
    readers: still.readers.slice(),
    levelsDbm: still.levelsDbm.slice(),
    packets: still.packets.slice(),
  };
}

/**
 * Takes a window in if it follows the one taken in before (the others overlap with it) or shows that a stay is over, and
 * says whether the tag is at rest: two hypotheses with normal level changes, kept as a hidden Markov model (Rabiner, Proc.
 * IEEE 77, 1989).
 * @param windowMs length of a window
 * @param fadingVarianceDb2 variance from one packet to the next while nothing moves
 */
export function takeWindow(
  still: Stillness,
  heard: HeardLevels,
  atMs: number,
  windowMs: number,
  fadingVarianceDb2: number,
  movingBit: boolean | null,
): void {
  if (still.takenMs === -Infinity) still.sinceMs = atMs;
  const filling = atMs - still.sinceMs < windowMs;
  // What the tag says of itself counts at once.
  const turned = movingBit !== null && movingBit === still.atRest;
  const due = atMs - still.takenMs >= windowMs;
  const ratio = filling || turned ? 0 : restRatio(still, heard, fadingVarianceDb2);
  if (!filling && !turned && !due && !(still.atRest && movingBit === null && ratio < obvious)) return;
  const elapsedS = Math.min(60, Math.max(0, (atMs - still.takenMs) / 1000));
  still.takenMs = atMs;
  if (filling || turned) {
    restartStay(still, heard);
    if (movingBit !== null) still.atRest = !movingBit;
    return;
  }
  const changes = 1 - staysPerSecond ** elapsedS;
  const before = still.probability * (1 - changes) + (1 - still.probability) * changes;
  const odds = (before / (1 - before)) * Math.exp(Math.max(-20, Math.min(20, ratio)));
  still.probability = Math.min(0.999, Math.max(0.001, odds / (1 + odds)));
  const was = still.atRest;
  still.atRest = movingBit === null ? still.probability > (was ? leavesBelow : restsAbove) : !movingBit;
  if (still.atRest) mergeStay(still, heard);
  else restartStay(still, heard);
}

/** Log-likelihood ratio of rest against motion, from the levels of a window beside those of the stay. */
function restRatio(still: Stillness, heard: HeardLevels, fadingVarianceDb2: number): number {
  let ratio = 0;
  let appeared = 0;
  let missed = 0;
  let loudestDbm = -Infinity;
  for (let place = 0; place < still.count; place++) {
    if (still.levelsDbm[place] >= surelyHeardDbm) missed++;
    loudestDbm = Math.max(loudestDbm, still.levelsDbm[place]);
  }
  let nearer = 0;
  for (let i = 0; i < heard.count; i++) {
    const place = placeOf(still, heard.readers[i]);
    if (place < 0) {
      if (heard.levelsDbm[i] >= surelyHeardDbm) appeared++;
      if (heard.levelsDbm[i] > loudestDbm + changedSpreadDb) nearer++;
      continue;
    }
    if (still.levelsDbm[place] >= surelyHeardDbm) missed--;
    const atRest =
      fadingVarianceDb2 / Math.max(1, heard.packets[i]) +
      fadingVarianceDb2 / still.packets[place] +
      wanderDb * wanderDb;
    const moved = atRest + changedSpreadDb * changedSpreadDb;
    const change2 = (heard.levelsDbm[i] - still.levelsDbm[place]) ** 2;
    const one = 0.5 * Math.log(moved / atRest) - 0.5 * change2 * (1 / atRest - 1 / moved);
    ratio += Math.max(-mostPerReader, Math.min(mostPerReader, one));
  }
  // A reader alone may have failed or come back. Several that begin, one that falls silent while another begins, or one that
  // hears the tag better than any has in its stay, mean that it was carried off.
  return ratio - 2 * mostPerReader * Math.max(nearer, appeared - 1, Math.min(appeared, missed));
}

function placeOf(still: Stillness, reader: number): number {
  for (let place = 0; place < still.count; place++) if (still.readers[place] === reader) return place;
  return -1;
}

function restartStay(still: Stillness, heard: HeardLevels): void {
  still.count = 0;
  mergeStay(still, heard);
}

function mergeStay(still: Stillness, heard: HeardLevels): void {
  for (let i = 0; i < heard.count; i++) {
    let place = placeOf(still, heard.readers[i]);
    if (place < 0) {
      if (still.count === mostReaders) continue;
      place = still.count++;
      still.readers[place] = heard.readers[i];
      still.levelsDbm[place] = heard.levelsDbm[i];
      still.packets[place] = heard.packets[i];
      continue;
    }
    const packets = still.packets[place] + heard.packets[i];
    still.levelsDbm[place] += ((heard.levelsDbm[i] - still.levelsDbm[place]) * heard.packets[i]) / packets;
    still.packets[place] = Math.min(packetsRemembered, packets);
  }
}
