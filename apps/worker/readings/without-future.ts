import type { ReadingsJob } from '#contracts/queue';

/** Clocks of servers in one hospital differ by less than this, milliseconds. */
const aheadMs = 60_000;

/**
 * The job without readings from the future. The api lets none through by its own clock; when that clock is
 * wrong, one such reading would hold its tag at a moment that has yet to come, looking live all the while.
 */
export function withoutFuture(job: ReadingsJob, now: number): ReadingsJob {
  const latestMs = now + aheadMs - job.baseMs;
  if (job.observedMs.every((observedMs) => observedMs <= latestMs)) return job;
  const kept = job.observedMs.flatMap((observedMs, index) => (observedMs <= latestMs ? [index] : []));
  const column = (values: number[]) => kept.map((index) => values[index]);
  return {
    ...job,
    tagId: column(job.tagId),
    readerId: column(job.readerId),
    antenna: column(job.antenna),
    rssiDbm: column(job.rssiDbm),
    observedMs: column(job.observedMs),
  };
}
