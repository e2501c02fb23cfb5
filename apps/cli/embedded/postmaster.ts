import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Account } from './account.js';
import type { Binaries } from './binaries.js';
import type { DataFolder } from './data-folder.js';
import { giveToFolderOwner } from './private-file.js';
import { isAlive, processesIn, signal, waitUntil } from './processes.js';

/** How PostgreSQL ends: `fast` closes all sessions first, `immediate` is a crash that the next start repairs. */
export type StopMode = 'fast' | 'immediate';

const settings: Record<string, string> = {
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  synchronous_commit: 'on',
  fsync: 'on',
  // TCP on the loopback address alone: no socket file that a crash could leave behind.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
};

/** The reason why PostgreSQL did not start, when it is that its port belongs to somebody else. */
export class PortTaken extends Error {}

/**
 * Starts PostgreSQL and waits until it answers; after a crash that includes its recovery.
 * @throws PortTaken, or Error with PostgreSQL's own last words.
 */
export async function startPostmaster(
  binaries: Binaries,
  data: DataFolder,
  port: number,
  account: Account | undefined,
  more: Record<string, string>,
): Promise<ChildProcess> {
  const log = openLog(data.log);
  const logStart = statSync(data.log).size;
  const parameters = Object.entries({ ...settings, port: String(port), ...more });
  const child = spawn(
    binaries.postgres,
    ['-D', data.cluster, ...parameters.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...account,
      cwd: data.cluster,
      // Its own session: Ctrl-C in the terminal must reach it last, through us.
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
    },
  );
  closeSync(log);
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  const end = performance.now() + 300_000;
  while (failed === undefined && child.exitCode === null && child.signalCode === null) {
    if (await answers(port, data.password)) return child;
    if (performance.now() > end) {
      child.kill('SIGQUIT');
      throw new Error(`PostgreSQL did not answer within five minutes; its log is ${data.log}.`);
    }
    await sleep(40);
  }
  throw explain(failed, readFileSync(data.log).subarray(logStart).toString('utf8'), data);
}

/** Ends PostgreSQL and waits for it, with growing force. */
export async function stopPostmaster(child: ChildProcess, cluster: string, mode: StopMode): Promise<void> {
  const pid = child.pid;
  if (pid === undefined) return;
  await endProcess(pid, () => child.exitCode !== null || child.signalCode !== null, mode);
  await endRest(cluster);
}

/**
 * Clears what a killed predecessor left: a PostgreSQL that still runs (ended cleanly), children whose
 * parent died and that hold its shared memory, and the pid file that would refuse the next start.
 */
export async function clearOrphans(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid');
  if (!existsSync(cluster)) return;
  if (existsSync(pidFile)) {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    // The id may have gone to another program since; only a process that sits in this folder is ours.
    if (pid > 0 && processesIn(realpathSync(cluster)).includes(pid)) await endProcess(pid, () => !isAlive(pid), 'fast');
  }
  await endRest(cluster);
  if (process.platform === 'linux') rmSync(pidFile, { force: true });
}

async function endRest(cluster: string): Promise<void> {
  const folder = realpathSync(cluster);
  const gone = () => processesIn(folder).length === 0;
  if (await waitUntil(gone, 1000)) return;
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of processesIn(folder)) signal(pid, name);
    if (await waitUntil(gone, 3000)) return;
  }
  throw new Error(
    `A PostgreSQL of an earlier start does not end (pid ${processesIn(folder).join(', ')}); end it, then start again.`,
  );
}

async function endProcess(pid: number, isGone: () => boolean, mode: StopMode): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ];
  for (const [name, patienceMs] of mode === 'fast' ? steps : steps.slice(1)) {
    signal(pid, name);
    if (await waitUntil(isGone, patienceMs)) return;
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port, user: 'wardmap', database: 'postgres', password },
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    // A foreign server on our port would answer too, but not to our password; PostgreSQL then says why it died.
    void error;
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function openLog(path: string): number {
  if (existsSync(path) && statSync(path).size > 10e6) renameSync(path, `${path}.1`);
  const log = openSync(path, 'a', 0o640);
  giveToFolderOwner(path);
  return log;
}

function explain(failed: Error | undefined, output: string, data: DataFolder): Error {
  if (/could not bind|Address already in use/.test(output)) return new PortTaken(output);
  if (/No space left on device/.test(output))
    return new Error(`The disk is full: PostgreSQL cannot write to ${data.cluster}; free some space and start again.`);
  const fatal = output.split('\n').findLast((line) => /FATAL|PANIC|error while loading/.test(line));
  const reason = failed?.message ?? fatal?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? 'it ended without a word';
  return new Error(`PostgreSQL does not start: ${reason} (data in ${data.cluster}, log in ${data.log}).`);
}
