/** How long to wait before the n-th start in a row of something that keeps ending: 1, 2, 4 ... at most 30 s. */
export function restartDelayMs(failures: number): number {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, failures - 1));
}
