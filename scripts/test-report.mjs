import { appendFileSync } from 'node:fs';

/** Where a machine wants to read the results (`.ci/run` sets it), or undefined. */
const report = process.env.WARDMAP_TEST_REPORT;

/** Arguments for vitest that write its results beside the usual words. */
export function testArguments() {
  return report ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
}

/** Notes the outcome of a check that is no vitest test. */
export function noteCheck(name, passed) {
  if (report) appendFileSync(`${report}.checks`, `${JSON.stringify({ name, passed })}\n`);
}
