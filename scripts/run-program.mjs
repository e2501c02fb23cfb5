import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import { project } from './project.mjs';

const require = createRequire(import.meta.url);

/** Script of a program of an installed package, as `npx` would find it. */
function scriptOf(program) {
  if (isAbsolute(program)) return program;
  const name = program === 'tsc' ? 'typescript' : program;
  const manifest = join(project, 'node_modules', name, 'package.json');
  const { bin } = require(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[program]);
}

/** Runs a Node program in the terminal. @throws Error with its exit code when it fails. */
export async function runVisibly(program, args, environment = {}) {
  const child = spawn(process.execPath, [scriptOf(program), ...args], {
    cwd: project,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  // The terminal sends Ctrl-C to the program as well: let it end itself, and wait for it.
  const wait = () => undefined;
  const passOn = (signal) => child.kill(signal);
  process.on('SIGINT', wait).on('SIGTERM', passOn).on('SIGHUP', passOn);
  const code = await ended(child);
  process.off('SIGINT', wait).off('SIGTERM', passOn).off('SIGHUP', passOn);
  if (code !== 0) throw Object.assign(new Error(`${nameOf(program)} failed (exit code ${code}).`), { exitCode: code });
}

/** Runs a Node program with its output in a file. @returns exit code and output. */
export async function runQuietly(program, args, log, environment = {}) {
  const output = openSync(log, 'w');
  const child = spawn(process.execPath, [scriptOf(program), ...args], {
    cwd: project,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...environment },
  });
  const code = await ended(child);
  closeSync(output);
  return { code, output: readFileSync(log, 'utf8') };
}

function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

function nameOf(program) {
  return isAbsolute(program) ? program.slice(project.length + 1) : program;
}
