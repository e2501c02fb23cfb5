import type { ReadingsJob } from '#contracts/queue';
import { rowsOf } from './without-future.js';

/** The job without anything heard of these tags. */
export function withoutTags(job: ReadingsJob, tagIds: ReadonlySet<number>): ReadingsJob {
  const { tagId, readerId, antenna, rssiDbm, observedMs, ranges, readyMade } = job;
  const all = [tagId, ranges?.tagId ?? [], readyMade?.tagId ?? []];
  if (tagIds.size === 0 || !all.some((ids) => ids.some((id) => tagIds.has(id)))) return job;
  const others = (ids: number[]) => (row: number) => !tagIds.has(ids[row]);
  return {
    ...job,
    ...rowsOf({ tagId, readerId, antenna, rssiDbm, observedMs }, others(tagId)),
    ...(ranges && { ranges: rowsOf(ranges, others(ranges.tagId)) }),
    ...(readyMade && { readyMade: rowsOf(readyMade, others(readyMade.tagId)) }),
  };
}
