import type { FindTimes } from '#contracts/asset-use';

export type DepartmentTimes = FindTimes['zones'][number];

/** Spans of time that can be looked at, days. */
export const spans = [7, 30, 90, 365] as const;

/** The span in an address; 30 days when it names none that is offered. */
export function spanOf(text: string | null): number {
  return spans.find((days) => String(days) === text) ?? 30;
}

/** Departments by how long half of their searches take, the slowest first; those of which no time is known last, by name. */
export function slowestFirst(departments: readonly DepartmentTimes[]): DepartmentTimes[] {
  const nameOf = ({ department }: DepartmentTimes) => department ?? '\uffff';
  return [...departments].sort(
    (a, b) => (b.medianS ?? -1) - (a.medianS ?? -1) || nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }),
  );
}
