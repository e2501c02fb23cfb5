import { learnTagLevel } from '#positioning/tag-level';
import { learnInterval, longestWindowMs, toldInterval } from '#positioning/tag-rhythm';
import { rowKinds } from '../evidence.js';
import type { Moment } from '../moment.js';

/** Two reports of one packet by two antennas of a reader lie this close together, ms. */
const samePacketMs = 20;
/** A tag is heard by more readers than these now and then; the first ones tell its rhythm as well. */
const mostReaders = 16;
const gaps = new Float64Array(mostReaders);

/** Where the place is less sure than this, metres, it says nothing of how loud the tag is. */
const surePlaceM = 6;

/** Learns the tag's rhythm and its level from the second just worked in. */
export function learn(moment: Moment): void {
  const { track, at, before } = moment;
  // A portal reads a passive tag as often as it likes: that is not the tag's rhythm.
  const isPortal = moment.position!.method === 'portal';
  const gapMs = isPortal ? null : (usualGap(moment) ?? (before === null ? null : at - before));
  if (gapMs !== null) learnInterval(track!.rhythm, gapMs);
  const position = moment.position!;
  position.reportingIntervalMs = toldInterval(track!.rhythm);

  // On its way a tag is heard from where it was a moment ago; at rest all of its stay counts.
  const still = track!.belief?.still;
  if (!moment.levels || !still?.atRest || position.ambiguous || position.radius90M > surePlaceM) return;
  const { grid, maps } = moment.floor!;
  learnTagLevel(track!.level, grid, maps, still, position.x, position.y);
}

/** Median over readers of the time between the newest reading of this second and that reader's reading before it. */
function usualGap({ evidence, at }: Moment): number | null {
  let count = 0;
  const second = Math.floor(at / 1000) * 1000;
  for (let index = evidence.count - 1; index >= 0 && count < mostReaders; index -= 1) {
    const time = evidence.at[index];
    if (time > at) continue;
    if (time < second) break;
    if (evidence.kind[index] === rowKinds.place || !isNewestOfReader(evidence, index, at)) continue;
    for (let older = index - 1; older >= 0; older -= 1) {
      const gap = time - evidence.at[older];
      if (gap > longestWindowMs - 1000) break;
      if (evidence.readerId[older] !== evidence.readerId[index] || gap < samePacketMs) continue;
      gaps[count++] = gap;
      break;
    }
  }
  if (count === 0) return null;
  return gaps.subarray(0, count).sort()[count >> 1];
}

function isNewestOfReader({ at: times, readerId, count }: Moment['evidence'], index: number, at: number): boolean {
  for (let newer = index + 1; newer < count && times[newer] <= at; newer += 1)
    if (readerId[newer] === readerId[index]) return false;
  return true;
}
