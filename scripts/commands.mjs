import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild } from './ensure-build.mjs';
import { ensurePackages } from './ensure-packages.mjs';
import { ensureTestPrograms } from './ensure-test-programs.mjs';
import { project } from './project.mjs';
import { check } from './check.mjs';
import { testArguments } from './test-report.mjs';
import { runVisibly } from './run-program.mjs';

const commands = {
  demo: (args) => wardmap('demo', args),
  start: (args) => wardmap('start', args),
  accuracy: (args) => wardmap('accuracy', args),
  test: async (args) => {
    ensureTestPrograms();
    await ensureBuild();
    await runVisibly('vitest', ['run', ...testArguments(), ...args]);
  },
  check,
  bench: async (args) => {
    await ensureBuild();
    await runVisibly(join(project, 'dist/test/bench/main.js'), args);
  },
  screenshots: async (args) => {
    ensureTestPrograms();
    await ensureBuild();
    await runVisibly(join(project, 'dist/test/browser/screenshots.js'), args);
  },
};

/** Runs one of the commands of package.json's scripts; throws an Error with one sentence when it cannot. */
export async function runCommand(name, args) {
  const command = commands[name];
  if (!command) throw new Error(`Say one of: ${Object.keys(commands).join(', ')} (as in \`npm run demo\`).`);
  await ensurePackages();
  await command(args);
}

/** Becomes `wardmap <command>`: in this very process, so that signals need not be passed on. */
async function wardmap(command, args) {
  await ensureBuild();
  const main = join(project, 'dist/apps/cli/main.js');
  process.argv = [process.execPath, main, command, ...args];
  await import(pathToFileURL(main));
}
