// Reads the reports that .ci/run had written; names what failed and ends with one line: "N passed, N failed".
// A test that ran in both commands counts once, and passed only when it passed each time.
import { existsSync, readFileSync } from 'node:fs';

const [exitStatus, ...reports] = process.argv.slice(2);
const results = new Map();
const reasons = new Map();
const note = (name, passed, reason = '') => {
  results.set(name, passed && (results.get(name) ?? true));
  if (!passed) reasons.set(name, reason);
};

for (const report of reports) {
  if (existsSync(report)) noteTests(JSON.parse(readFileSync(report, 'utf8')));
  if (existsSync(`${report}.checks`))
    for (const line of readFileSync(`${report}.checks`, 'utf8').trim().split('\n')) {
      const { name, passed } = JSON.parse(line);
      note(`check: ${name}`, passed);
    }
}

const passed = [...results.values()].filter(Boolean).length;
// Named once more here: in a long log the failure itself is far above.
for (const [name, ok] of results) if (!ok) console.log(`failed: ${name}${firstLines(reasons.get(name))}`);
// A command that failed before it could count is a failure all the same.
const failed = Math.max(results.size - passed, exitStatus === '0' ? 0 : 1);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function noteTests({ testResults }) {
  for (const file of testResults) {
    for (const { fullName, status, failureMessages } of file.assertionResults)
      if (status === 'passed' || status === 'failed')
        note(`${file.name} ${fullName}`, status === 'passed', failureMessages?.join('\n'));
    // A file that could not even be loaded has no tests of its own to fail.
    if (file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'))
      note(file.name, false, file.message);
  }
}

/** Enough of a failure to know what kind it is: the whole of it is in the log above. */
function firstLines(reason) {
  const lines = (reason ?? '').split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, 8)
    .map((line) => `\n    ${line.slice(0, 200)}`)
    .join('');
}
