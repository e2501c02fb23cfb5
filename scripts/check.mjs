import { ensureBuild } from './ensure-build.mjs';
import { join } from 'node:path';
import { project } from './project.mjs';
import { runVisibly } from './run-program.mjs';
import { noteCheck, testArguments } from './test-report.mjs';

const types = (name, config) => ({
  name,
  run: () => runVisibly('tsc', ['--noEmit', '-p', config]),
});

const checks = [
  { name: 'format', run: () => runVisibly('prettier', ['--check', '--log-level=warn', '.']) },
  { name: 'lint', run: () => runVisibly('oxlint', ['--deny-warnings', '--quiet']) },
  {
    name: 'types',
    // An own memory: the build's knows another set of files.
    run: () => runVisibly('tsc', ['--noEmit', '-p', 'tsconfig.json', '--tsBuildInfoFile', 'dist/.tsbuildinfo-check']),
  },
  types('types of the web app', 'apps/web/tsconfig.json'),
  {
    name: 'unit tests',
    counted: true,
    run: () => runVisibly('vitest', ['run', '--project', 'unit', ...testArguments()]),
  },
  {
    name: 'migration drift',
    run: async () => {
      await ensureBuild();
      await runVisibly(join(project, 'scripts/check-drift.mjs'), []);
    },
  },
];

/** `npm run check`: all of them, even when one fails, so that one run tells everything. */
export async function check() {
  const failed = [];
  for (const { name, run, counted } of checks) {
    console.log(`\n— ${name}`);
    const passed = await run().then(
      () => true,
      (error) => {
        console.error(error.message);
        return false;
      },
    );
    if (!counted) noteCheck(name, passed);
    if (!passed) failed.push(name);
  }
  if (failed.length > 0) throw new Error(`\nNot in order: ${failed.join(', ')}.`);
  console.log('\nEverything is in order.');
}
