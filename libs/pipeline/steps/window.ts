import { learnMotion } from '#positioning/tag-motion';
import { newRhythm, windowOf } from '#positioning/tag-rhythm';
import { aggregateWindow } from '#positioning/window';
import { rowKinds } from '../evidence.js';
import type { Moment } from '../moment.js';
import type { Track } from '../track.js';

/** Until a tag's rhythm is known. */
const firstWindowMs = windowOf(newRhythm());

/** A tag that moves is soon elsewhere: so many packets, and not less than this, ms. */
const packetsOnTheWay = 1.5;
const shortestMs = 1000;

/** The window that the tag's rhythm asks for; of one whose rhythm tells its motion not more than since it set off or came. */
export function windowBy({ rhythm, motion, at: before }: Pick<Track, 'rhythm' | 'motion' | 'at'>, at: number): number {
  const usual = windowOf(rhythm);
  const moving = learnMotion(motion, before, at);
  if (moving === null) return usual;
  const wanted = moving ? Math.max(shortestMs, packetsOnTheWay * motion.fastMs) : usual;
  // The packet at which the mode changed counts.
  return Math.min(wanted, Math.max(shortestMs, at - motion.sinceMs + 1));
}

/** Working memory: the window's readings with the reader's place in the columns in place of its id. */
let places = new Int32Array(256);
let levelsDbm = new Float64Array(256);
let times = new Float64Array(256);

/** Makes one level per reader from the readings of the trailing seconds, as many as the tag's rhythm asks for. Portals are left out: what they hear says nothing of a distance. */
export function window(moment: Moment): void {
  const { evidence, at, house, heard, track } = moment;
  const windowMs = track ? windowBy(track, at) : firstWindowMs;
  moment.windowMs = windowMs;
  if (places.length < evidence.count) {
    places = new Int32Array(evidence.count * 2);
    levelsDbm = new Float64Array(evidence.count * 2);
    times = new Float64Array(evidence.count * 2);
  }
  let length = 0;
  for (let index = 0; index < evidence.count; index += 1) {
    const time = evidence.at[index];
    if (time <= at - windowMs) continue;
    if (time > at) break;
    if (evidence.kind[index] !== rowKinds.level || house.portals.has(evidence.readerId[index])) continue;
    const place = house.readerIndex[evidence.readerId[index]] ?? -1;
    if (place < 0) continue;
    places[length] = place;
    levelsDbm[length] = evidence.centiDbm[index] / 100;
    times[length] = time;
    length += 1;
  }
  aggregateWindow(places, levelsDbm, times, length, at - windowMs, at, heard);
}
