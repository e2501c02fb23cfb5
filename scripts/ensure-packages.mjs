import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { giveBack, logPath, project, requireSpace, requireWritable } from './project.mjs';
import { runQuietly } from './run-program.mjs';

/** Room for the packages, npm's own copies of them, and the build. */
const neededBytes = 1.2e9;

/** Installs the packages of package-lock.json, unless exactly these are installed already. */
export async function ensurePackages() {
  if (isInstalled()) return;
  requireWritable('.');
  requireWritable('node_modules');
  requireSpace(neededBytes, 'installing the packages');
  const log = logPath('install.log');
  const startedAt = performance.now();
  console.log('Installing packages (the first time takes a minute or so) ...');
  // The build needs the development packages, whatever NODE_ENV says.
  const { code, output } = await runQuietly(npmScript(), ['ci', '--include=dev', '--no-audit', '--no-fund'], log);
  giveBack(join(project, 'node_modules'));
  giveBack(log);
  if (code !== 0) throw new Error(`${reasonOf(output)} The log is ${log}.`);
  console.log(`Packages installed in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
}

/**
 * npm writes what it installed into a lock file of its own, as its last step; an interrupted or outdated
 * installation differs from ours. Packages for other platforms are optional and may be absent.
 */
function isInstalled() {
  const installed = join(project, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = packagesOf(join(project, 'package-lock.json'));
  const present = packagesOf(installed);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] ? present[path].version === version : optional === true),
  );
}

function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}

/** npm's own script: the npm that runs us, or the one that came with this Node. */
function npmScript() {
  const known = [
    process.env.npm_execpath,
    join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js'),
    join(dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
  ].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  if (known) return known;
  const root = spawnSync('npm', ['root', '--global'], { encoding: 'utf8' }).stdout?.trim();
  if (root && existsSync(join(root, 'npm/bin/npm-cli.js'))) return join(root, 'npm/bin/npm-cli.js');
  throw new Error('npm was not found: it comes with Node from https://nodejs.org (Debian: `apt-get install npm`).');
}

function reasonOf(output) {
  if (/ENOSPC/.test(output))
    return 'The disk became full while packages were installed: free some space and start again.';
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ECONNRESET|ERR_SOCKET_TIMEOUT/.test(output))
    return "The packages could not be fetched because npm's package registry cannot be reached: check the network and npm's proxy and registry settings.";
  if (/EACCES|EPERM/.test(output))
    return `The packages could not be installed because a file of another user is in the way: give ${project} to you with \`sudo chown -R $(id -u) ${project}\`.`;
  const line = output.split('\n').find((text) => /^npm (error|ERR!) (?!code|errno|syscall|path)\S/.test(text));
  return `The packages could not be installed${line ? ` (${line.replace(/^npm (error|ERR!) /, '').trim()})` : ''}.`;
}
