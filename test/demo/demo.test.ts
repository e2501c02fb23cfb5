import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteTreeSchema } from '#contracts/api';
import { assetListSchema } from '#contracts/assets';
import { signInOptionsSchema } from '#contracts/people';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { processesIn, signal, waitUntil } from '../../apps/cli/embedded/processes.js';
import { patience } from '../support/patience.js';
import { makeTestFolder } from '../support/test-folder.js';

const wardmap = resolve('dist/apps/cli/main.js');
let folder: { path: string; remove(): void };
let port: number;
let demos: ChildProcess[];
let cookie: string;

beforeEach(async () => {
  folder = makeTestFolder('demo');
  port = await freePort();
  demos = [];
  cookie = '';
});

afterEach(async () => {
  for (const demo of demos.filter((child) => child.exitCode === null && child.signalCode === null)) {
    demo.kill('SIGTERM');
    await once(demo, 'exit');
  }
  await waitUntil(() => ownProcesses().length === 0, 15_000);
  for (const pid of ownProcesses()) signal(pid, 'SIGKILL');
  folder.remove();
});

describe('wardmap demo', () => {
  it('shows moving assets of all three sites, ends cleanly, and goes on with its data', async () => {
    const first = await startDemo();
    const sites = siteTreeSchema.parse(await getJson('/api/v1/sites'));
    expect(sites.sites.map(({ key }) => key).sort()).toEqual(['demo-hospital', 'flat6-ble', 'tetam-ble']);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/sites`)).status).toBe(401);
    const moving = () => heardOnEverySite(sites.sites.map(({ name }) => name));
    await expect.poll(moving, patience).toBe(true);
    for (const secret of ['keys.json', 'secret'])
      expect([secret, statSync(join(folder.path, secret)).mode & 0o777]).toEqual([secret, 0o600]);

    const keys = readFileSync(join(folder.path, 'keys.json'), 'utf8');
    first.kill('SIGINT');
    await once(first, 'exit');
    expect(first.exitCode).toBe(0);
    expect(ownProcesses()).toEqual([]);

    await startDemo();
    expect(readFileSync(join(folder.path, 'keys.json'), 'utf8')).toBe(keys);
    expect(assetListSchema.parse(await getJson('/api/v1/assets')).assets.length).toBeGreaterThan(0);
  });

  it('recovers from a kill of everything, and of the supervisor alone', async () => {
    const first = await startDemo();
    const everything = ownProcesses();
    expect(everything.length).toBeGreaterThanOrEqual(6);
    // One that ends by itself when another is killed (a child of PostgreSQL) is as dead as the others.
    for (const pid of [...everything, first.pid!]) signal(pid, 'SIGKILL');
    await once(first, 'exit');

    const second = await startDemo();
    second.kill('SIGKILL');
    await once(second, 'exit');

    await startDemo();
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/health/ready`)).status).toBe(200);
  });

  it('starts a killed api and worker again and says so', async () => {
    const demo = await startDemo();
    let output = '';
    demo.stdout!.setEncoding('utf8').on('data', (text) => (output += text));
    const children = JSON.parse(readFileSync(join(folder.path, 'children.json'), 'utf8')) as { pid: number }[];
    process.kill(children[0].pid, 'SIGKILL');
    process.kill(children[1].pid, 'SIGKILL');
    const said = () =>
      ['api', 'worker'].every((name) => output.includes(`${name} was ended by SIGKILL; starting again`));
    await expect.poll(said, patience).toBe(true);
    await expect.poll(isReady, patience).toBe(true);
  });

  it('deletes its data with --fresh and leaves what is not its own', async () => {
    const first = await startDemo();
    first.kill('SIGTERM');
    await once(first, 'exit');
    const keys = readFileSync(join(folder.path, 'keys.json'), 'utf8');
    await startDemo('--fresh');
    expect(readFileSync(join(folder.path, 'keys.json'), 'utf8')).not.toBe(keys);
  });

  it('says in one sentence that a port is taken, that it runs already, or that DATABASE_URL is set', async () => {
    const stranger = createServer().listen(port, '127.0.0.1');
    await once(stranger, 'listening');
    expect(await refusal()).toMatch(
      new RegExp(`^Port ${port} on 127.0.0.1 is taken by another program: .*--port \\d+\`\\.$`),
    );
    stranger.close();
    const running = await startDemo();
    expect(await refusal()).toMatch(`already running at http://127.0.0.1:${port} (pid ${running.pid})`);
    expect(await refusal({ DATABASE_URL: 'postgresql://127.0.0.1/real' })).toMatch(
      /^DATABASE_URL is set, but the demo/,
    );
  });
});

/** Starts the demo and waits for the line with its address. */
async function startDemo(...args: string[]): Promise<ChildProcess> {
  const demo = spawn(process.execPath, [wardmap, 'demo', '--port', String(port), ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  demos.push(demo);
  let output = '';
  for (const stream of [demo.stdout, demo.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  let closed = false;
  demo.once('close', () => (closed = true));
  while (!output.includes(`Wardmap demo: http://127.0.0.1:${port}`)) {
    if (closed) throw new Error(`The demo ended with code ${demo.exitCode}:\n${output}`);
    await sleep(50);
  }
  return demo;
}

/** What a demo that cannot start says on stderr. */
async function refusal(more: Record<string, string> = {}): Promise<string> {
  const demo = spawn(process.execPath, [wardmap, 'demo', '--port', String(port)], {
    env: { ...environment(), ...more },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  demo.stderr.setEncoding('utf8').on('data', (text) => (output += text));
  await once(demo, 'close');
  expect(demo.exitCode).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  return output.trim();
}

function environment(): Record<string, string | undefined> {
  return { ...process.env, DATABASE_URL: undefined, REDIS_URL: undefined, WARDMAP_DATA_DIR: folder.path };
}

/** Asks as the demo's administrator, signed in with one click. */
async function getJson(path: string): Promise<unknown> {
  const api = `http://127.0.0.1:${port}/api/v1`;
  const { demoUsers } = signInOptionsSchema.parse(await (await fetch(`${api}/sign-in`)).json());
  const user = demoUsers?.find(({ roles }) => roles.includes('administrator'))?.key;
  cookie ||= (
    await fetch(`${api}/session/demo`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user }),
    })
  ).headers
    .getSetCookie()[0]
    .split(';')[0];
  return (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { Cookie: cookie } })).json();
}

async function isReady(): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/v1/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  );
}

async function heardOnEverySite(names: string[]): Promise<boolean> {
  const seen = new Set<string>();
  for (let after: string | null = ''; after !== null;) {
    const page = assetListSchema.parse(await getJson(`/api/v1/assets?limit=200${after}`));
    for (const { position } of page.assets) if (position) seen.add(position.siteName);
    after = page.next && `&after=${page.next}`;
  }
  return names.every((name) => seen.has(name));
}

/** Everything a demo of this test has started, PostgreSQL included, wherever its parent is. */
function ownProcesses(): number[] {
  const marked = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const mine = readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`WARDMAP_DATA_DIR=${folder.path}`);
        return mine && !demos.some((demo) => demo.pid === pid);
      } catch {
        return false;
      }
    });
  return [...new Set([...marked, ...processesIn(join(folder.path, 'postgres'))])];
}
