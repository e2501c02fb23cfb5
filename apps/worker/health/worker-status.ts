/** What a worker has done since it started; the health port shows it. */
export interface WorkerCounts {
  readings: number;
  duplicates: number;
  late: number;
  /** Left out because they came from the future. */
  ahead: number;
  fixes: number;
  failedTags: number;
}

export const noCounts = (): WorkerCounts => ({
  readings: 0,
  duplicates: 0,
  late: 0,
  ahead: 0,
  fixes: 0,
  failedTags: 0,
});
