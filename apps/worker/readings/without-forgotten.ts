import type { ReadingsJob } from '#contracts/queue';
import { rowsOf } from './without-future.js';

/** Up to when (ms since 1970) nothing may be known of tags that persons gave back. */
export type Forgotten = ReadonlyMap<number, number>;

/** Whether what was observed of a tag then may be used. */
export function isAfterForgotten(forgotten: Forgotten, tagId: number, at: number): boolean {
  return at >= (forgotten.get(tagId) ?? -Infinity);
}

/** The job without what was observed of tags while a person carried them, however late it comes. */
export function withoutForgotten(job: ReadingsJob, forgotten: Forgotten): ReadingsJob {
  const { baseMs, tagId, readerId, antenna, rssiDbm, observedMs, ranges, readyMade } = job;
  const all = [tagId, ranges?.tagId ?? [], readyMade?.tagId ?? []];
  if (forgotten.size === 0 || !all.some((ids) => ids.some((id) => forgotten.has(id)))) return job;
  const kept = (rows: { tagId: number[]; observedMs: number[] }) => (row: number) =>
    isAfterForgotten(forgotten, rows.tagId[row], baseMs + rows.observedMs[row]);
  return {
    ...job,
    ...rowsOf({ tagId, readerId, antenna, rssiDbm, observedMs }, kept(job)),
    ...(ranges && { ranges: rowsOf(ranges, kept(ranges)) }),
    ...(readyMade && { readyMade: rowsOf(readyMade, kept(readyMade)) }),
  };
}
