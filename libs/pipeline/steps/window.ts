import { newRhythm, windowOf } from '#positioning/tag-rhythm';
import { aggregateWindow } from '#positioning/window';
import { rowKinds } from '../evidence.js';
import type { Moment } from '../moment.js';

/** Until a tag's rhythm is known. */
const firstWindowMs = windowOf(newRhythm());

/** Working memory: the window's readings with the reader's place in the columns in place of its id. */
let places = new Int32Array(256);
let levelsDbm = new Float64Array(256);
let times = new Float64Array(256);

/** Makes one level per reader from the readings of the trailing seconds, as many as the tag's rhythm asks for. Portals are left out: what they hear says nothing of a distance. */
export function window(moment: Moment): void {
  const { evidence, at, house, heard, track } = moment;
  const windowMs = track ? windowOf(track.rhythm) : firstWindowMs;
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
