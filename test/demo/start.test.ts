import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#storage/database';
import { migrate } from '#storage/migrate';
import { SettingStore } from '#storage/setting-store';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { createDatabase } from '../support/database.js';
import { runWardmap, startApi } from '../support/processes.js';
import { makeTestFolder } from '../support/test-folder.js';
import { patience } from '../support/patience.js';

let folder: { path: string; remove(): void };
let port: number;
let server: ChildProcess;
let output: string;

beforeEach(async () => {
  folder = makeTestFolder('start');
  port = await freePort();
});

afterEach(async () => {
  if (server.exitCode === null && server.signalCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  folder.remove();
});

describe('wardmap start', () => {
  it('starts an empty server with a database of its own, and tells the first steps', async () => {
    await start({});
    expect(output).toContain('npx wardmap key create');
    await expect.poll(() => output, patience).toContain('the one-time code');
    const code = /api: .*\/setup and type the one-time code ([0-9A-Z-]{23})/.exec(output)?.[1];
    expect(output).toContain(`http://127.0.0.1:${port}/setup`);
    const administrator = await fetch(`http://127.0.0.1:${port}/api/v1/setup`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code, email: 'ada@hospital.example', name: 'Ada', password: 'seven rivers and a lamp' }),
    });
    expect(administrator.status).toBe(200);
    const cookie = administrator.headers.getSetCookie()[0].split(';')[0];
    const secondFactor = await fetch(`http://127.0.0.1:${port}/api/v1/account/second-factor`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin', Cookie: cookie },
      body: JSON.stringify({ password: 'seven rivers and a lamp' }),
    });
    expect(secondFactor.status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/sites`)).status).toBe(401);

    const made = await runWardmap(['key', 'create', '--name', 'me', '--scopes', 'read'], {
      WARDMAP_DATA_DIR: folder.path,
    });
    const key = /wm_[\w-]+/.exec(made.output)?.[0];
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/sites`, {
      headers: { Authorization: `Bearer ${key}` },
    });
    expect(await answer.json()).toEqual({ sites: [] });

    server.kill('SIGTERM');
    await once(server, 'exit');
    expect(server.exitCode).toBe(0);
    expect(existsSync(join(folder.path, 'database-url'))).toBe(false);
    await start({});
    expect(output).not.toContain('npx wardmap key create');
    expect(output).not.toContain('one-time code');
  });

  it('keeps a demo off its data, and deletes none of them for it', async () => {
    await start({});
    server.kill('SIGTERM');
    await once(server, 'exit');
    const demo = (...args: string[]) =>
      runWardmap(['demo', '--port', String(port), ...args], { WARDMAP_DATA_DIR: folder.path });
    const [plain, fresh] = [await demo(), await demo('--fresh')];
    expect([plain.code, plain.output]).toEqual([1, expect.stringContaining('A demo cannot use this database')]);
    expect([fresh.code, fresh.output]).toEqual([1, expect.stringContaining('deletes only the data of demos')]);
    await start({});
  });

  it('does not go on with the data of a demo, nor does an api by itself the other way round', async () => {
    const url = await createDatabase('start');
    await migrate(url);
    const database = await openDatabase(url, { applicationName: 'test', poolSize: 1 });
    await new SettingStore(database).rememberDemo(true);
    await database.close();
    await expect(start({ DATABASE_URL: url })).rejects.toThrow('Real use cannot begin in this database');
    await expect(startApi({ databaseUrl: url })).rejects.toThrow('Real use cannot begin in this database');
    const api = await startApi({ databaseUrl: url, environment: { WARDMAP_DEMO: 'true' } });
    await api.stop();
  });

  it('uses the database that DATABASE_URL names, with as many workers as asked for', async () => {
    await start({ DATABASE_URL: await createDatabase('start') }, '--workers', '2');
    expect(existsSync(join(folder.path, 'postgres'))).toBe(false);
    // The api may answer before the last worker has written its first line.
    await expect.poll(() => existsSync(join(folder.path, 'logs/worker-2.log')), patience).toBe(true);
  });

  it('says in one sentence what is wrong with its settings or its database', async () => {
    const refusal = async (environment: Record<string, string>) => {
      await expect(start(environment)).rejects.toThrow('ended with code 1');
      return output;
    };
    expect(await refusal({ WARDMAP_PARTITIONS: '1000' })).toContain('WARDMAP_PARTITIONS: ');
    expect(await refusal({ WARDMAP_PORT: 'http', port: 'none' })).toContain(
      'A port is a whole number from 1 to 65535.',
    );
    const nowhere = await refusal({ DATABASE_URL: 'postgresql://wardmap:hush@127.0.0.1:1/wardmap' });
    expect(nowhere).toContain('The database wardmap at 127.0.0.1:1 cannot be reached');
    expect(nowhere).not.toContain('hush');
  });
});

async function start({ port: given, ...environment }: Record<string, string>, ...args: string[]): Promise<void> {
  const listen = given === 'none' ? [] : ['--port', String(port)];
  server = spawn(process.execPath, [resolve('dist/apps/cli/main.js'), 'start', ...listen, ...args], {
    env: {
      ...{ ...process.env, DATABASE_URL: undefined, REDIS_URL: undefined },
      WARDMAP_DATA_DIR: folder.path,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  output = '';
  for (const stream of [server.stdout!, server.stderr!])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  // Not its end itself: its last words may still be on their way then.
  let closed = false;
  server.once('close', () => (closed = true));
  while (!output.includes('Ctrl-C stops.')) {
    if (closed) throw new Error(`The server ended with code ${server.exitCode}:\n${output}`);
    await sleep(50);
  }
}
