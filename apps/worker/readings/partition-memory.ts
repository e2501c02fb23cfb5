import { type PartitionMemory } from '#storage/commit-batch';
import { arrive, arrivePlace } from '#pipeline/arrive';
import { forEachJournalReading } from '#pipeline/journal-codec';
import { decodeTagState } from '#pipeline/state-codec';
import { type TagState, newTagState } from '#pipeline/tag-state';
import { type Forgotten, isAfterForgotten } from './without-forgotten.js';

/**
 * Rebuilds what the last worker of a partition knew: each tag's written state, and the readings that were
 * committed after it. A tag whose state cannot be read is reported and learnt anew; of one that a person gave back
 * nothing from before counts.
 */
export function recall(
  memory: PartitionMemory,
  forgotten: Forgotten,
  report: (tagId: number, error: unknown) => void,
): Map<number, TagState> {
  const states = new Map<number, TagState>();
  const contained = new Map<number, bigint>();
  for (const { tagId, sequence, state } of memory.tags) {
    try {
      const decoded = decodeTagState(tagId, state);
      if (!decoded) continue;
      states.set(tagId, decoded);
      contained.set(tagId, sequence);
    } catch (error) {
      report(tagId, error);
    }
  }
  for (const { sequence, readings } of memory.journal) {
    /** The tag's state, or null when it contains this entry already. */
    const stateBehind = (tagId: number): TagState | null => {
      if (sequence <= (contained.get(tagId) ?? -1n)) return null;
      let state = states.get(tagId);
      if (!state) states.set(tagId, (state = newTagState(tagId)));
      return state;
    };
    forEachJournalReading(
      readings,
      (tagId, at, readerId, antenna, centiDbm, kind) => {
        const state = isAfterForgotten(forgotten, tagId, at) ? stateBehind(tagId) : null;
        if (state) arrive(state, at, readerId, antenna, centiDbm, kind);
      },
      (tagId, place) => {
        const state = isAfterForgotten(forgotten, tagId, place.at) ? stateBehind(tagId) : null;
        if (state) arrivePlace(state, place);
      },
    );
  }
  return states;
}
