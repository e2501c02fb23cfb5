import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { canReach, postgresAccount, type Account } from './account.js';
import { giveToFolderOwner, writePrivateFile } from './private-file.js';
import { systemFolder, type Binaries } from './binaries.js';

/** Where the parts of one embedded database lie. */
export interface DataFolder {
  /** What PostgreSQL calls its data directory. */
  cluster: string;
  /** Of the superuser, who only prepares the database. */
  password: string;
  /** Of the role that api, worker and commands sign in as. */
  applicationPassword: string;
  portFile: string;
  /** The running database's address, for the commands that work beside it. */
  urlFile: string;
  log: string;
  lock: string;
}

/** PostgreSQL's fresh data take 40 MB and its log up to 2 GB; below this a start makes no sense. */
const leastFreeBytes = 300e6;

/**
 * Makes the folders of an embedded database and its password, or finds those of an earlier start.
 * @throws Error with one sentence when the folder cannot be written or the disk is full.
 */
export function prepareDataFolder(folder: string): DataFolder {
  const logs = prepareLogFolder(folder);
  const home = clusterHome(folder);
  if (home !== folder) mkdirSync(home, { recursive: true, mode: 0o755 });
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize < leastFreeBytes)
    throw new Error(
      `The disk is full: ${Math.round((bavail * bsize) / 1e6)} MB are free at ${home}, ${leastFreeBytes / 1e6} MB are needed; free some space, or set WARDMAP_DATA_DIR to a folder on another disk.`,
    );
  return {
    cluster: join(home, 'postgres'),
    password: readOrMakePassword(join(home, 'postgres-password')),
    applicationPassword: readOrMakePassword(join(home, 'postgres-app-password')),
    portFile: join(home, 'postgres-port'),
    urlFile: join(folder, 'database-url'),
    log: join(logs, 'postgres.log'),
    lock: join(folder, 'lock'),
  };
}

/**
 * Makes the data folder with its folder for logs, if they are not there.
 * @returns the folder for logs.
 * @throws Error with one sentence when they cannot be written.
 */
export function prepareLogFolder(folder: string): string {
  const logs = join(folder, 'logs');
  makeWritable(folder);
  makeWritable(logs);
  return logs;
}

/**
 * The folder that holds the database itself: the data folder, or one under /var/lib when we are root and the
 * database's account may not enter the data folder (as below /root).
 */
export function clusterHome(folder: string): string {
  if (canReach(postgresAccount(folder), folder)) return folder;
  return join(systemFolder, createHash('sha256').update(folder).digest('hex').slice(0, 12));
}

/** Makes a new database cluster, unless a finished one is there. What an interrupted try left is removed. */
export function initialiseCluster(data: DataFolder, binaries: Binaries, account: Account | undefined): void {
  if (existsSync(data.cluster)) return checkCluster(data.cluster);
  // The finished cluster gets its name last, so a folder of that name is always a whole one.
  const unfinished = `${data.cluster}.unfinished`;
  const passwordFile = `${data.cluster}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, data.password, { mode: 0o600 });
  if (account) for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  const run = spawnSync(
    binaries.initdb,
    [
      `--pgdata=${unfinished}`,
      '--username=wardmap',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { ...account, cwd: dirname(unfinished), encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C' } },
  );
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    const reason = run.error?.message ?? lastLine(run.stderr);
    throw new Error(
      /No space left on device/.test(run.stderr ?? '')
        ? `The disk is full: no room for a database in ${dirname(unfinished)}.`
        : `No database could be made in ${dirname(unfinished)}: ${reason}`,
    );
  }
  renameSync(unfinished, data.cluster);
}

/** The last line of a program's output that says something. */
export function lastLine(text: string | null | undefined): string {
  return (text ?? '').trim().split('\n').at(-1) ?? '';
}

function checkCluster(cluster: string): void {
  let version: string;
  try {
    version = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    throw new Error(
      `The database in ${cluster} cannot be read by ${userName()} (${(error as NodeJS.ErrnoException).code}): start as its owner, or set WARDMAP_DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  if (version !== '18')
    throw new Error(
      `The database in ${cluster} was made by PostgreSQL ${version}, this Wardmap brings 18: dump it with the older version and restore it, or move the folder away to start empty.`,
    );
}

function makeWritable(folder: string): void {
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      giveToFolderOwner(folder);
    }
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(
      `The folder ${folder} cannot be written by ${userName()} (${(error as NodeJS.ErrnoException).code}): start as its owner, change its owner with chown -R, or set WARDMAP_DATA_DIR to another folder.`,
    );
  }
}

function readOrMakePassword(path: string): string {
  if (!existsSync(path)) {
    writePrivateFile(path, randomBytes(24).toString('base64url'));
  }
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new Error(
      `The database's password in ${path} cannot be read by ${userName()} (${(error as NodeJS.ErrnoException).code}): start as the owner of that file, or set WARDMAP_DATA_DIR to another folder.`,
    );
  }
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.()}`; // an id without a name, as containers have
  }
}
