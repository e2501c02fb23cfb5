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
  state.dirty = true;
  state.untold = true;
  return 'taken';
}
