import { type RowKind, rowKinds } from './evidence.js';
import type { SeenPlace } from './seen-place.js';
import { secondOf } from './step.js';
import type { TagState } from './tag-state.js';

/** What becomes of evidence: late when its second was decided for good. */
export type Arrival = 'taken' | 'duplicate' | 'late';

/** Takes a reading into the tag's evidence; answers what became of it. Level in hundredths of a dBm, time in ms. */
export function arrive(
  state: TagState,
  at: number,
  readerId: number,
  antenna: number,
  centiDbm: number,
  kind: RowKind = rowKinds.level,
): Arrival {
  if (secondOf(at) <= state.settledThrough) return 'late';
  return state.evidence.add(at, readerId, antenna, centiDbm, kind) ? taken(state, at) : 'duplicate';
}

/** Takes a place of another engine into the tag's evidence. */
export function arrivePlace(state: TagState, place: SeenPlace): Arrival {
  if (secondOf(place.at) <= state.settledThrough) return 'late';
  return state.evidence.addPlace(place) ? taken(state, place.at) : 'duplicate';
}

function taken(state: TagState, at: number): 'taken' {
  const second = secondOf(at);
  if (state.open.length > 0) state.open = state.open.filter((open) => open.second < second);
  state.dirty = true;
  state.untold = true;
  return 'taken';
}
