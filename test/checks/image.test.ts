import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { createDatabase } from '../support/database.js';
import { patience } from '../support/patience.js';
import { makeTestFolder } from '../support/test-folder.js';

const dockerfile = readFileSync('docker/Dockerfile', 'utf8');

describe('what an image build runs', { timeout: 600_000 }, () => {
  const folder = makeTestFolder('image');
  afterAll(() => folder.remove());

  beforeAll(() => {
    // What git knows, as `COPY . .` sees it in a fresh clone.
    const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      encoding: 'utf8',
    });
    for (const path of tracked.split('\0').filter(Boolean)) {
      mkdirSync(dirname(join(folder.path, path)), { recursive: true });
      cpSync(path, join(folder.path, path));
    }
    for (const command of runSteps()) {
      const run = spawnSync('sh', ['-c', command], {
        cwd: folder.path,
        encoding: 'utf8',
        env: { PATH: process.env.PATH, HOME: process.env.HOME },
      });
      if (run.status !== 0)
        throw new Error(`RUN ${command} failed:\n${run.stdout.slice(-4000)}${run.stderr.slice(-4000)}`);
    }
  }, 600_000);

  it('leaves an api that becomes healthy, answers, and ends when asked', async () => {
    const port = String(await freePort());
    const environment = {
      PATH: process.env.PATH,
      DATABASE_URL: await createDatabase('image'),
      WARDMAP_PORT: port,
      WARDMAP_WORKER_PORT: '1',
    };
    expect(entry(['wardmap', 'migrate'], environment).status).toBe(0);
    expect(healthcheck(environment)).toBe(1);
    const api = spawn(process.execPath, ['docker/entrypoint.mjs', 'api'], {
      cwd: folder.path,
      env: environment,
      stdio: 'ignore',
    });
    await expect.poll(() => healthcheck(environment), patience).toBe(0);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(await page.text()).toContain('<html');
    api.kill('SIGTERM');
    await once(api, 'exit');
    expect(api.exitCode).toBe(0);
  });

  it('leaves a worker that becomes healthy', async () => {
    const environment = {
      PATH: process.env.PATH,
      DATABASE_URL: await createDatabase('image'),
      WARDMAP_PORT: '1',
      WARDMAP_WORKER_PORT: String(await freePort()),
    };
    expect(entry(['wardmap', 'migrate'], environment).status).toBe(0);
    const worker = spawn(process.execPath, ['docker/entrypoint.mjs', 'worker'], {
      cwd: folder.path,
      env: environment,
      stdio: 'ignore',
    });
    await expect.poll(() => healthcheck(environment), patience).toBe(0);
    worker.kill('SIGTERM');
    await once(worker, 'exit');
  });

  it('refuses a command it does not know in one sentence', () => {
    const { status, stderr } = entry(['bash'], { PATH: process.env.PATH });
    expect(status).toBe(64);
    expect(stderr.trim()).toBe('The command must be one of api, worker, wardmap, not bash: as in "wardmap doctor".');
  });

  function entry(args: string[], environment: Record<string, string | undefined>) {
    return spawnSync(process.execPath, ['docker/entrypoint.mjs', ...args], {
      cwd: folder.path,
      env: environment,
      encoding: 'utf8',
    });
  }

  function healthcheck(environment: Record<string, string | undefined>): number | null {
    return spawnSync(process.execPath, ['docker/healthcheck.mjs'], { cwd: folder.path, env: environment }).status;
  }
});

describe('the Dockerfile', () => {
  it('copies only paths that exist, and runs as an ordinary account', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths.split(' '));
    expect(copied.length).toBeGreaterThan(0);
    for (const path of copied) expect(readableOrFolder(path)).toBe(true);
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK /m);
  });
});

/** The commands of the Dockerfile's first stage, where everything is made. */
function runSteps(): string[] {
  const [stage] = dockerfile.split(/^FROM /m).slice(1);
  return [...stage.matchAll(/^RUN (.+)$/gm)].map(([, command]) => command);
}

function readableOrFolder(path: string): boolean {
  return spawnSync('test', ['-r', path]).status === 0;
}
