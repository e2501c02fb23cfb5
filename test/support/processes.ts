import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { projectFolder } from '../../apps/cli/embedded/project-folder.js';
import { patienceMs } from './patience.js';

export interface ProcessSettings {
  databaseUrl: string;
  redisUrl?: string;
  /** Given when a process must come back at the address of the one before; otherwise a free one. */
  port?: number;
  /** More settings, as environment variables. */
  environment?: Record<string, string>;
}

export interface TestProcess {
  /** `http://127.0.0.1:port`: of the api, or of a worker's health port. */
  address: string;
  port: number;
  pid: number;
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end (SIGTERM) and waits. @returns its exit code, null when a signal ended it. */
  stop(): Promise<number | null>;
  /** Everything it has written so far. */
  output(): string;
}

/** Starts the built api as a process of its own and waits until it is ready. */
export function startApi(settings: ProcessSettings): Promise<TestProcess> {
  return startProcess('api', 'WARDMAP_PORT', '/api/v1/health/ready', settings);
}

/** Starts a built worker as a process of its own and waits until it is ready. */
export function startWorker(settings: ProcessSettings): Promise<TestProcess> {
  return startProcess('worker', 'WARDMAP_WORKER_PORT', '/health/ready', settings);
}

/** Runs a `wardmap` command to its end. @returns what it printed, and its exit code. */
export async function runWardmap(
  args: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [built('cli'), ...args], {
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (output += part));
  await once(child, 'close');
  return { code: child.exitCode, output };
}

async function startProcess(
  app: 'api' | 'worker',
  portSetting: string,
  readyPath: string,
  { databaseUrl, redisUrl, port: wantedPort, environment }: ProcessSettings,
): Promise<TestProcess> {
  const port = wantedPort ?? (await freePort());
  const child = spawn(process.execPath, ['--enable-source-maps', built(app)], {
    env: {
      ...cleanEnvironment(),
      DATABASE_URL: databaseUrl,
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      WARDMAP_HOST: '127.0.0.1',
      [portSetting]: String(port),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (output += part));
  const ended = once(child, 'close');
  // A test run that is cut off must not leave its servers behind.
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await ended;
    process.off('exit', endWithUs);
    return child.exitCode;
  };
  const address = `http://127.0.0.1:${port}`;
  const giveUpAt = performance.now() + patienceMs;
  while (!(await isReady(address + readyPath))) {
    const over = child.exitCode !== null || child.signalCode !== null;
    if (!over && performance.now() < giveUpAt) {
      await sleep(50);
      continue;
    }
    await end('SIGKILL');
    throw new Error(`The ${app} ${over ? 'ended at its start' : 'did not become ready'}:\n${output}`);
  }
  return {
    address,
    port,
    pid: child.pid!,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    output: () => output,
  };
}

function built(app: string): string {
  const path = join(projectFolder(), 'dist/apps', app, 'main.js');
  if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build\` before this test.`);
  return path;
}

/** Our own environment without settings that a developer may have exported for a real server. */
function cleanEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(WARDMAP_|DATABASE_URL$|REDIS_URL$|VITEST|NODE_OPTIONS$)/.test(name),
    ),
  );
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
