/** One measured figure beside its baseline, both from the same run. */
export interface BenchFigure {
  name: string;
  value: number;
  unit: string;
  baseline: { name: string; value: number };
  /** value / baseline.value */
  ratio: number;
  /** Other things that took their time in the same run. */
  beside?: { name: string; value: number }[];
  /** The most that `value` may be; beyond it the run fails. */
  bar?: number;
}
