import { secondOf } from './step.js';
import type { TagState } from './tag-state.js';

/** Takes a reading into the tag's evidence; answers what became of it. Level in hundredths of a dBm, time in ms. */
export function arrive(
  state: TagState,
  at: number,
  readerId: number,
  antenna: number,
  centiDbm: number,
): 'taken' | 'duplicate' | 'late' {
  if (secondOf(at) <= state.settledThrough) return 'late';
  if (!state.evidence.add(at, readerId, antenna, centiDbm)) return 'duplicate';
  const second = secondOf(at);
  if (state.open.length > 0) state.open = state.open.filter((open) => open.second < second);
  state.dirty = true;
  state.untold = true;
  return 'taken';
}
