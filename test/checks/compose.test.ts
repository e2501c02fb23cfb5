import { readFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationSchema, readConfiguration } from '#contracts/configuration';

interface Compose {
  services: Record<
    string,
    {
      command?: unknown;
      deploy?: { replicas?: number };
      depends_on?: Record<string, { condition: string }>;
      env_file?: unknown;
      environment?: Record<string, string>;
      healthcheck?: { test?: unknown };
      ports?: string[];
      volumes?: string[];
    }
  >;
  networks: { default: { ipam: { config: { subnet: string; gateway: string }[] } } };
  volumes: Record<string, unknown>;
}

const text = readFileSync('docker/compose.yml', 'utf8');
const example = readFileSync('docker/env.example', 'utf8');

/** What must be filled in, with values in place of the operator's. */
const filledIn = {
  POSTGRES_PASSWORD: 'superuser',
  POSTGRES_APP_PASSWORD: 'ordinary',
  REDIS_PASSWORD: 'queue',
  WARDMAP_SECRET: Buffer.alloc(32, 7).toString('base64'),
};

/** The file as compose reads it: in each string `${NAME:-default}`, `${NAME:?complaint}` and `$$`. */
function compose(environment: Record<string, string>): Compose {
  return filledOf(parse(text, { merge: true }), environment) as Compose;
}

function filledOf(node: unknown, environment: Record<string, string>): unknown {
  if (Array.isArray(node)) return node.map((each) => filledOf(each, environment));
  if (typeof node === 'object' && node !== null)
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filledOf(value, environment)]));
  if (typeof node !== 'string') return node;
  return node.replaceAll(/\$(?:\$|\{(\w+):([-?])([^}]*)\})/g, (_, name?: string, kind?: string, rest?: string) => {
    if (name === undefined) return '$';
    if (environment[name]) return environment[name];
    if (kind === '?') throw new Error(`${name}: ${rest}`);
    return rest ?? '';
  });
}

/** The lines of env.example as compose reads docker/.env; with `commented`, those behind a # too. */
function exampleSettings(commented = false): Record<string, string> {
  const lines = [...example.matchAll(commented ? /^#?([A-Z_]+)=(.*)$/gm : /^([A-Z_]+)=(.*)$/gm)];
  return Object.fromEntries(lines.map(([, name, value]) => [name, value]));
}

const file = compose(filledIn);

describe('compose.yml', () => {
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

  it.each(Object.keys(filledIn))('has no %s of its own: it must be given', (name) => {
    expect(() => compose({ ...filledIn, [name]: '' })).toThrow(`${name}: set it in docker/.env`);
    expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
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

/** Addresses inside the network of the containers, where nothing can collide; and those built from passwords. */
const fixed = ['DATABASE_URL', 'REDIS_URL', 'WARDMAP_HOST', 'WARDMAP_PORT', 'WARDMAP_WORKER_PORT'];
const settable = Object.keys(configurationSchema.shape).filter((name) => !fixed.includes(name));
const shared = [
  'WARDMAP_PARTITIONS',
  'WARDMAP_BACKLOG_LIMIT',
  'WARDMAP_MAX_AGE_HOURS',
  'WARDMAP_POSITION_RETENTION_DAYS',
  'WARDMAP_LOG_LEVEL',
];

describe('the settings in compose.yml', () => {
  it.each(settable)('let %s be set', (name) => {
    const { api, worker } = compose({ ...filledIn, [name]: 'as chosen' }).services;
    expect(api.environment).toHaveProperty(name, 'as chosen');
    if (shared.includes(name)) expect(worker.environment).toHaveProperty(name, 'as chosen');
  });

  it('are the usual ones when nothing is chosen, for api, worker and migration', () => {
    const usual = configurationSchema.parse({
      DATABASE_URL: 'postgresql://wardmap_app:ordinary@database:5432/wardmap',
    });
    for (const name of ['api', 'worker', 'migrate']) {
      const settings = readConfiguration(file.services[name].environment!);
      const WARDMAP_SECRET = name === 'api' ? filledIn.WARDMAP_SECRET : undefined;
      expect(settings).toEqual({ ...usual, REDIS_URL: 'redis://:queue@queue:6379', WARDMAP_SECRET });
    }
  });

  it('believe a proxy on this machine, whose requests come from the gateway of a fixed network', () => {
    const { networks, services } = compose({ ...filledIn, ...withoutEmpty(exampleSettings()) });
    const [{ subnet, gateway }] = networks.default.ipam.config;
    expect(readConfiguration(services.api.environment!).WARDMAP_TRUSTED_PROXIES).toEqual([gateway]);
    const network = new BlockList();
    const [address, bits] = subnet.split('/');
    network.addSubnet(address, Number(bits));
    expect(network.check(gateway)).toBe(true);
    expect(readConfiguration(file.services.api.environment!).WARDMAP_TRUSTED_PROXIES).toEqual([]);
  });

  it('are taken as env.example shows them, those behind a # too', () => {
    const all = { ...withoutEmpty(exampleSettings(true)), ...filledIn, WARDMAP_OPENID_CLIENT_SECRET: 'secret' };
    const { services } = compose(all);
    const settings = readConfiguration(services.api.environment!);
    expect(settings.WARDMAP_OPENID_ROLE_MAP).toEqual(
      new Map([
        ['ward-staff', 'nurse'],
        ['it-rtls', 'administrator'],
      ]),
    );
    const [mounted] = services.api.volumes!;
    expect(mounted).toBe('/etc/wardmap:/certificates:ro');
    for (const path of [settings.WARDMAP_TLS_CERT, settings.WARDMAP_TLS_KEY]) expect(path).toMatch(/^\/certificates\//);
    for (const name of Object.keys(exampleSettings(true))) expect(text).toContain(`\${${name}:`);
  });

  it("tell the superuser's password to the database and to the migration alone", () => {
    const knowing = Object.entries(file.services).filter(([, service]) =>
      JSON.stringify(service).includes('superuser'),
    );
    expect(knowing.map(([name]) => name).sort()).toEqual(['database', 'migrate']);
    for (const service of Object.values(file.services)) expect(service.env_file).toBeUndefined();
    expect(file.services.migrate.command).toEqual(['wardmap', 'migrate']);
    expect(file.services.migrate.environment).toMatchObject({
      WARDMAP_OWNER_URL: 'postgresql://wardmap:superuser@database:5432/wardmap',
      DATABASE_URL: file.services.api.environment!.DATABASE_URL,
    });
  });
});

function withoutEmpty(settings: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
}
