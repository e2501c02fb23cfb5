import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { patienceMs } from './patience.js';
import { makeTestFolder } from './test-folder.js';

export interface TestRedis {
  url: string;
  /** Makes a database number nobody used before. @returns its address. */
  createDatabase(): Promise<string>;
  /** Restarts the server on the same port: `fast` lets it end, `immediate` is a crash. Only a durable one keeps its data. */
  restart(mode: 'fast' | 'immediate'): Promise<void>;
  stop(): Promise<void>;
}

/** Databases one server holds; a test run uses a few dozen. */
const databases = 1000;

/** The program of a Redis or Valkey server on this machine, or undefined. */
export function redisProgram(): string | undefined {
  return ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0);
}

/**
 * Starts a Redis (or Valkey) of its own on a free port, in a temporary folder.
 * @param durable write each command through to the disk (appendfsync always), as compose.yml does.
 * @returns undefined when the machine has no such program.
 */
export async function startTestRedis(options: { durable?: boolean } = {}): Promise<TestRedis | undefined> {
  const program = redisProgram();
  if (!program) return undefined;
  const folder = makeTestFolder('redis');
  const port = await freePort();
  const persistence = options.durable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const url = `redis://127.0.0.1:${port}`;
  const start = async () => {
    const child = spawn(
      program,
      [
        ...['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--databases', String(databases)],
        ...['--dir', folder.path, ...persistence],
      ],
      { cwd: folder.path, stdio: 'ignore', detached: true },
    );
    const ended = once(child, 'exit');
    const giveUpAt = performance.now() + patienceMs;
    while (!(await answers(url))) {
      if (child.exitCode !== null || performance.now() > giveUpAt)
        throw new Error(`${program} did not start on port ${port}.`);
      await sleep(50);
    }
    return async (signal: NodeJS.Signals) => {
      child.kill(signal);
      await ended;
    };
  };
  let end = await start();
  return {
    url,
    createDatabase: () => createDatabaseOn(url),
    restart: async (mode) => {
      await end(mode === 'fast' ? 'SIGTERM' : 'SIGKILL');
      end = await start();
    },
    stop: async () => {
      await end('SIGTERM');
      folder.remove();
    },
  };
}

/** Makes an empty database on the Redis of this test run. @returns its address, or undefined without Redis. */
export async function createRedisDatabase(): Promise<string | undefined> {
  const url = process.env.WARDMAP_TEST_REDIS_URL;
  return url ? createDatabaseOn(url) : undefined;
}

/** Whether this test run has a Redis: `describe.skipIf(!hasRedis)`. With CI=true a run without one fails before. */
export const hasRedis = Boolean(process.env.WARDMAP_TEST_REDIS_URL);

async function createDatabaseOn(url: string): Promise<string> {
  const client = new Redis(url);
  const number = await client.incr('wardmap-test-databases');
  await client.quit();
  if (number >= databases) throw new Error(`This test run used up all ${databases} Redis databases.`);
  return `${url}/${number}`;
}

async function answers(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return true;
  } catch {
    return false;
  } finally {
    client.disconnect();
  }
}
