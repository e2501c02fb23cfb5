import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { logPath } from './project.mjs';
import { writeFileSync } from 'node:fs';

/** Programs that tests use and npm cannot bring. */
const needed = [
  { names: ['redis-server', 'valkey-server'], debian: 'redis-server', tests: 'tests over Redis' },
  {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: 'chromium',
    tests: 'browser tests',
  },
];

/**
 * Installs what is missing where that is allowed (as root on Debian). What stays missing is a failure with
 * CI=true; otherwise its tests are skipped, and this says so.
 */
export function ensureTestPrograms() {
  const missing = needed.filter(isMissing);
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) install(missing.map(({ debian }) => debian));
  const stillMissing = missing.filter(isMissing);
  if (stillMissing.length === 0) return;
  const command = `sudo apt-get install --no-install-recommends ${stillMissing.map(({ debian }) => debian).join(' ')}`;
  const sentence = (tests) =>
    `Missing for the tests: ${stillMissing.map(({ debian }) => debian).join(', ')}; ${tests} (Debian: \`${command}\`).`;
  if (process.env.CI === 'true') throw new Error(sentence('with CI=true nothing may be skipped'));
  console.log(sentence(`${stillMissing.map(({ tests }) => tests).join(' and ')} are skipped`));
}

function install(packages) {
  const log = logPath('apt-get.log');
  console.log(`Installing ${packages.join(' and ')} for the tests ...`);
  const apt = (...args) =>
    spawnSync('apt-get', ['-q', ...args], {
      encoding: 'utf8',
      // Level 1: the packages' services are not started; the tests start their own.
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 600_000,
    });
  const installAll = () => apt('install', '-y', '--no-install-recommends', ...packages);
  // The package lists of a fresh machine are empty or old: fetch them only when that is so.
  let run = installAll();
  let output = run.stdout + run.stderr;
  if (run.status !== 0) {
    const update = apt('update');
    run = installAll();
    output += update.stdout + update.stderr + run.stdout + run.stderr;
  }
  writeFileSync(log, output);
}

function isMissing({ names }) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return !names.some((name) => folders.some((folder) => isExecutable(join(folder, name))));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
