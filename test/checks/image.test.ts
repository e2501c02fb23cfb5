import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../../apps/cli/embedded/free-port.js';
import { createDatabase } from '../support/database.js';
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
    for (let tries = 0; healthcheck(environment) !== 0 && tries < 60; tries++) await sleep(250);
    expect(healthcheck(environment)).toBe(0);
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
    for (let tries = 0; healthcheck(environment) !== 0 && tries < 60; tries++) await sleep(250);
    expect(healthcheck(environment)).toBe(0);
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

describe('compose.yml', () => {
  const text = readFileSync('docker/compose.yml', 'utf8');
  const file = parse(text, { merge: true }) as Compose;

  it('starts database, queue, one migration, an api and two workers in this order', () => {
    expect(Object.keys(file.services).sort()).toEqual(['api', 'database', 'migrate', 'queue', 'worker']);
    expect(file.services.worker.deploy?.replicas).toBe(2);
    expect(file.services.migrate.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    for (const name of ['api', 'worker'])
      expect(file.services[name].depends_on).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        queue: { condition: 'service_healthy' },
      });
  });

  it('waits only for services that have a health check or end', () => {
    for (const service of Object.values(file.services))
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(file.services[name]).toBeDefined();
        if (condition === 'service_healthy') expect(file.services[name].healthcheck?.test).toBeDefined();
      }
  });

  it('has no password of its own: each must be given', () => {
    const example = readFileSync('docker/env.example', 'utf8');
    for (const name of ['POSTGRES_PASSWORD', 'REDIS_PASSWORD']) {
      const uses = [...text.matchAll(new RegExp(`(?<!\\$)\\$\\{${name}([^}]*)\\}`, 'g'))];
      expect(uses.length).toBeGreaterThan(0);
      for (const [, rest] of uses) expect(rest).toMatch(/^:\?/);
      expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
    }
  });

  it('keeps every accepted reading on disk before it is acknowledged', () => {
    const command = String(file.services.queue.command);
    expect(command).toContain('--appendonly yes');
    expect(command).toContain('--appendfsync always');
    expect(command).toContain('noeviction');
  });

  it('publishes nothing but the api, on this machine only, and keeps data in named volumes', () => {
    for (const [name, service] of Object.entries(file.services))
      for (const port of service.ports ?? []) {
        expect(name).toBe('api');
        expect(port).toMatch(/^127\.0\.0\.1:/);
      }
    const volumes = Object.values(file.services).flatMap((service) => service.volumes ?? []);
    expect(volumes.map((volume) => volume.split(':')[0]).sort()).toEqual(Object.keys(file.volumes).sort());
  });
});

interface Compose {
  services: Record<
    string,
    {
      command?: unknown;
      deploy?: { replicas?: number };
      depends_on?: Record<string, { condition: string }>;
      healthcheck?: { test?: unknown };
      ports?: string[];
      volumes?: string[];
    }
  >;
  volumes: Record<string, unknown>;
}

/** The commands of the Dockerfile's first stage, where everything is made. */
function runSteps(): string[] {
  const [stage] = dockerfile.split(/^FROM /m).slice(1);
  return [...stage.matchAll(/^RUN (.+)$/gm)].map(([, command]) => command);
}

function readableOrFolder(path: string): boolean {
  return spawnSync('test', ['-r', path]).status === 0;
}
