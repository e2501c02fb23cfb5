import type { AccuracyResult, MethodFigures } from '#contracts/accuracy';

const columns: [string, (figures: MethodFigures) => string][] = [
  ['mean', ({ mean }) => mean.toFixed(3)],
  ['median', ({ median }) => median.toFixed(3)],
  ['p90', ({ p90 }) => p90.toFixed(3)],
  ['p95', ({ p95 }) => p95.toFixed(3)],
  ['zone', ({ zoneAccuracy }) => percent(zoneAccuracy)],
  ['false', ({ falseZoneChanges }) => falseZoneChanges?.toString() ?? ''],
  ['still step', ({ stillStepMedian }) => stillStepMedian?.toFixed(3) ?? ''],
  ['in 90 %', ({ coverage90 }) => percent(coverage90)],
  ['solves/s', ({ solvesPerSecond }) => solvesPerSecond.toLocaleString('en')],
];

/** One recording's figures as aligned lines of text, metres. */
export function accuracyTable(result: AccuracyResult): string {
  const head = ['', ...columns.map(([name]) => name)];
  const body = Object.entries(result.methods).map(([name, figures]) => [
    name,
    ...columns.map(([, show]) => show(figures)),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((line) => line[column].length)));
  const lines = [head, ...body].map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  );
  const { train, test } = result.splits;
  const reliability = result.zoneReliability?.filter((band) => band.fixes > 0) ?? [];
  return [
    `${result.set}: ${test.join(', ')} after ${train.join(', ')}, ${result.fixes} fixes`,
    ...lines,
    ...(result.floorAccuracy == null ? [] : [`right floor in ${percent(result.floorAccuracy)} of the fixes`]),
    ...reliability.map(
      ({ from, to, fixes, right }) =>
        `zones told with ${percent(from)} to ${percent(to)} were right in ${percent(right)} of ${fixes} fixes`,
    ),
  ].join('\n');
}

function percent(share: number | null): string {
  return share === null ? '' : `${(share * 100).toFixed(share > 0 && share < 1 ? 1 : 0)} %`;
}
