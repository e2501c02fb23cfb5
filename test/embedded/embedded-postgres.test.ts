import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processesIn, waitUntil } from '../../apps/cli/embedded/processes.js';
import { patienceMs } from '../support/patience.js';
import { makeTestFolder } from '../support/test-folder.js';

const owner = resolve('dist/test/embedded/owner.js');
let folder: { path: string; remove(): void };
let owners: ChildProcess[] = [];

beforeEach(() => {
  folder = makeTestFolder('embedded');
});

afterEach(async () => {
  for (const child of owners.filter((child) => child.exitCode === null && child.signalCode === null)) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  owners = [];
  for (const pid of processesIn(join(folder.path, 'postgres'))) process.kill(pid, 'SIGKILL');
  folder.remove();
});

describe('the embedded PostgreSQL', () => {
  it('keeps its data and its port over a clean stop', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    expect(await stop(first)).toBe(0);
    expect(processesIn(join(folder.path, 'postgres'))).toEqual([]);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('recovers when its owner is killed and PostgreSQL lives on', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await kill(first);
    expect(processesIn(join(folder.path, 'postgres'))).toContain(first.pid);
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('recovers when owner and PostgreSQL are killed together', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    process.kill(first.pid, 'SIGKILL');
    await kill(first);
    const second = await start();
    expect(await query(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('recovers when the server is killed and a session of it hangs on', async () => {
    const first = await start();
    const client = new pg.Client(first.url);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    process.kill(rows[0].pid, 'SIGSTOP');
    process.kill(first.pid, 'SIGKILL');
    await kill(first);
    expect(await waitUntil(() => processesIn(join(folder.path, 'postgres')).length === 1, patienceMs)).toBe(true);
    const second = await start();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await client.end().catch(() => undefined);
  });

  it('does not take another program for PostgreSQL when its pid file is stale', async () => {
    const first = await start();
    process.kill(first.pid, 'SIGKILL');
    await kill(first);
    const pidFile = join(folder.path, 'postgres/postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(process.pid)));
    const second = await start();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts over after a first start that was cut off', async () => {
    mkdirSync(join(folder.path, 'postgres.unfinished/base'), { recursive: true });
    writeFileSync(join(folder.path, 'postgres.unfinished/PG_VERSION'), '18\n');
    const first = await start();
    expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(existsSync(join(folder.path, 'postgres.unfinished'))).toBe(false);
  });

  it('refuses a second owner and says where the first one is', async () => {
    const first = await start();
    const refused = await startRefused();
    expect(refused).toMatch(`already running at http://127.0.0.1:4711 (pid ${first.child.pid})`);
    expect(refused.trim().split('\n')).toHaveLength(1);
  });

  it('takes another port when its own belongs to somebody else', async () => {
    const first = await start();
    expect(await stop(first)).toBe(0);
    const port = Number(new URL(first.url).port);
    const stranger = createServer().listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    const second = await start();
    expect(new URL(second.url).port).not.toBe(String(port));
    stranger.close();
  });

  it('listens on the loopback address only and asks for its password', async () => {
    const { url } = await start();
    expect(await query(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(folder.path, 'postgres-password')).mode & 0o777).toBe(0o600);
  });
});

interface Owner {
  child: ChildProcess;
  url: string;
  pid: number;
}

async function start(): Promise<Owner> {
  const child = spawn(process.execPath, [owner, folder.path, 'http://127.0.0.1:4711'], { stdio: 'pipe' });
  owners.push(child);
  const errors = child.stderr.setEncoding('utf8').reduce((all: string, part: string) => all + part, '');
  const line = await Promise.race([once(child.stdout, 'data').then(String), once(child, 'exit').then(() => undefined)]);
  if (line === undefined) throw new Error(await errors);
  return { child, ...(JSON.parse(line) as { url: string; pid: number }) };
}

async function startRefused(): Promise<string> {
  const child = spawn(process.execPath, [owner, folder.path], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [errors] = await Promise.all([
    child.stderr.setEncoding('utf8').reduce((a: string, b: string) => a + b, ''),
    once(child, 'exit'),
  ]);
  expect(child.exitCode).toBe(1);
  return errors;
}

async function stop(running: Owner): Promise<number | null> {
  running.child.kill('SIGTERM');
  await once(running.child, 'exit');
  return running.child.exitCode;
}

async function kill(running: Owner): Promise<void> {
  running.child.kill('SIGKILL');
  await once(running.child, 'exit');
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
