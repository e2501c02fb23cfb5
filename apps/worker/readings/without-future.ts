import type { ReadingsJob } from '#contracts/queue';

/** Clocks of servers in one hospital differ by less than this, milliseconds. */
const aheadMs = 60_000;

/**
 * The job without readings from the future. The api lets none through by its own clock; when that clock is
 * wrong, one such reading would hold its tag at a moment that has yet to come, looking live all the while.
 */
export function withoutFuture(job: ReadingsJob, now: number): ReadingsJob {
  const latestMs = now + aheadMs - job.baseMs;
  const { tagId, readerId, antenna, rssiDbm, observedMs, ranges, readyMade } = job;
  const isPast = (at: number) => at <= latestMs;
  if (
    observedMs.every(isPast) &&
    !ranges?.observedMs.some((at) => !isPast(at)) &&
    !readyMade?.observedMs.some((at) => !isPast(at))
  )
    return job;
  return {
    ...job,
    ...rowsOf({ tagId, readerId, antenna, rssiDbm, observedMs }, (row) => isPast(observedMs[row])),
    ...(ranges && { ranges: rowsOf(ranges, (row) => isPast(ranges.observedMs[row])) }),
    ...(readyMade && { readyMade: rowsOf(readyMade, (row) => isPast(readyMade.observedMs[row])) }),
  };
}

/** How many readings and positions of other engines jobs carry. */
export function readingsIn(jobs: readonly ReadingsJob[]): number {
  return jobs.reduce(
    (sum, job) => sum + job.tagId.length + (job.ranges?.tagId.length ?? 0) + (job.readyMade?.tagId.length ?? 0),
    0,
  );
}

/** The rows of columns that are wanted, by their place. */
export function rowsOf<Columns extends { tagId: number[] }>(
  columns: Columns,
  isWanted: (row: number) => boolean,
): Columns {
  const kept = columns.tagId.flatMap((_, row) => (isWanted(row) ? [row] : []));
  const entries: [string, number[]][] = Object.entries(columns);
  return Object.fromEntries(entries.map(([name, values]) => [name, kept.map((row) => values[row])])) as Columns;
}
