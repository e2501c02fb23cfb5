import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import pg from 'pg';
import { ensureApplicationRole } from '../database/application-role.js';
import { postgresAccount } from './account.js';
import { findBinaries } from './binaries.js';
import { initialiseCluster, prepareDataFolder, type DataFolder } from './data-folder.js';
import { lockFolder } from './folder-lock.js';
import { freePort, isPortFree } from './free-port.js';
import { writePrivateFile } from './private-file.js';
import { clearOrphans, PortTaken, startPostmaster, stopPostmaster, type StopMode } from './postmaster.js';

export interface EmbeddedPostgresOptions {
  /** Where data, password, port and logs are kept. */
  dataFolder: string;
  /** The address people know this installation by; a second start names it. */
  address?: string;
  /** PostgreSQL settings that differ from ours. */
  settings?: Record<string, string>;
  /** Called when PostgreSQL ends by itself; `restart('fast')` brings it back. */
  onCrash?: () => void;
}

export interface EmbeddedPostgres {
  /** Address of the database `wardmap`, signed in as the application's role, with its password. */
  readonly url: string;
  /** The same database signed in as the superuser: to prepare it, never for api, worker or commands. */
  readonly ownerUrl: string;
  /** Process id of the running server. */
  readonly pid: number;
  /** Ends PostgreSQL; `immediate` skips its last writing, which the next start then does. */
  stop(mode?: StopMode): Promise<void>;
  /** Ends PostgreSQL (`immediate`: as a crash would) and starts it again on the same port. */
  restart(mode: StopMode): Promise<void>;
}

/** Api, worker and commands sign in as this role; `wardmap` itself is the superuser, for the start alone. */
export const applicationRole = 'wardmap_app';
const databaseName = 'wardmap';
const superuser = 'wardmap';

/**
 * Starts the PostgreSQL that comes with Wardmap, making its data at the first start and repairing what a
 * killed predecessor left behind. It listens on 127.0.0.1 only and keeps its port from start to start.
 * @throws Error with one sentence: already running, disk full, library missing, folder not writable.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = postgresAccount(options.dataFolder);
  const data = prepareDataFolder(options.dataFolder);
  const unlock = lockFolder(data.lock, options.address);
  try {
    const binaries = findBinaries(account);
    await clearOrphans(data.cluster);
    initialiseCluster(data, binaries, account);
    let port = await choosePort(data);
    const start = () => startPostmaster(binaries, data, port, account, options.settings ?? {});
    let stopping = false;
    const watch = (child: ChildProcess) => {
      child.once('exit', () => {
        if (!stopping) options.onCrash?.();
      });
      return child;
    };
    let child = await start().catch(async (error: unknown) => {
      // Between our look and PostgreSQL's bind somebody else took the port.
      if (!(error instanceof PortTaken)) throw error;
      port = await freePort();
      return start();
    });
    watch(child);
    writePrivateFile(data.portFile, String(port));
    const ownerUrl = urlOf(port, superuser, data.password);
    await makeDatabase(ownerUrl);
    await ensureApplicationRole(ownerUrl, applicationRole, data.applicationPassword);
    const url = urlOf(port, applicationRole, data.applicationPassword);
    writePrivateFile(data.urlFile, url);
    return {
      url,
      ownerUrl,
      get pid() {
        return child.pid ?? 0;
      },
      stop: async (mode = 'fast') => {
        stopping = true;
        rmSync(data.urlFile, { force: true });
        await stopPostmaster(child, data.cluster, mode);
        unlock();
      },
      restart: async (mode) => {
        stopping = true;
        await stopPostmaster(child, data.cluster, mode);
        await clearOrphans(data.cluster);
        child = watch(await start());
        stopping = false;
      },
    };
  } catch (error) {
    await clearOrphans(data.cluster).catch(() => undefined);
    unlock();
    throw error;
  }
}

async function choosePort(data: DataFolder): Promise<number> {
  const stored = existsSync(data.portFile) ? Number(readFileSync(data.portFile, 'utf8')) : 0;
  return stored > 0 && (await isPortFree(stored)) ? stored : freePort();
}

async function makeDatabase(ownerUrl: string): Promise<void> {
  const client = new pg.Client(ownerUrl.replace(/\/wardmap$/, '/postgres'));
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

function urlOf(port: number, role: string, password: string): string {
  return `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${port}/${databaseName}`;
}
