import type { DestinationStream } from 'pino';
import { randomUUID } from 'node:crypto';
import type { KeyScope, PersonRole } from '#contracts/permissions';
import { readConfiguration } from '#contracts/configuration';
import type { Floorplan } from '#contracts/floorplan';
import { openLog } from '#logging/log';
import { openDatabase, type Database } from '#storage/database';
import { KeyStore } from '#storage/key-store';
import { migrate } from '#storage/migrate';
import { PlacesStore } from '#storage/places-store';
import { AssetStore } from '#storage/asset-store';
import { inTransaction } from '#storage/in-transaction';
import { SessionStore, type SessionTimeouts } from '#storage/session-store';
import { UserStore } from '#storage/user-store';
import { sessionCookie } from '../../apps/api/access/credential.js';
import { sessionTimeouts } from '../../apps/api/people/session-timeouts.js';
import { startApi, type ApiOptions, type RunningApi } from '../../apps/api/start-api.js';
import { createDatabase } from '../support/database.js';
import { patienceMs } from '../support/patience.js';
import { createRedisDatabase } from '../support/redis.js';
import { demandDescribed } from './described-answers.js';

export interface TestApi {
  url: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  database: Database;
  api: RunningApi;
  keys: Record<KeyScope | 'all', string>;
  /** Asks the api with a key; `body` is sent as JSON unless it is text or bytes. The answer must be as described. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** Makes a person of a role and signs them in, as a browser on a page of this server; give `key: null` with the headers. */
  signIn(role: PersonRole, options?: SignInOptions): Promise<SignedInTester>;
  close(): Promise<void>;
}

interface SignInOptions {
  siteIds?: number[] | null;
  departments?: string[] | null;
  name?: string;
  /** On an own device instead of a shared computer. */
  own?: boolean;
}

export interface SignedInTester {
  id: number;
  email: string;
  sessionId: number;
  /** The value of the session's cookie. */
  token: string;
  headers: { Cookie: string; 'Sec-Fetch-Site': string };
}

interface AskOptions {
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

/** Two floors of one site; readers r1 and r2 below, r3 above. */
export function testPlan(level: 0 | 1): Floorplan {
  return {
    format: 'wardmap-floorplan/1',
    site: { key: 'house', name: 'House', timeZone: 'Europe/Vienna', keepEveryFix: false },
    building: { key: 'main', name: 'Main' },
    floor: {
      key: `floor-${level}`,
      name: `Floor ${level}`,
      level,
      plan: 'plan.svg',
      bounds: { minX: 0, minY: 0, maxX: 20, maxY: 10 },
      tagHeightM: 1,
    },
    zones: [
      {
        key: 'store',
        name: 'Store',
        kind: 'storage',
        polygon: [
          [0, 0],
          [5, 0],
          [5, 5],
        ],
      },
    ],
    walls: [],
    doors: [],
    readers: (level === 0 ? ['r1', 'AA:BB:CC:00:00:01'] : ['r3']).map((key, index) => ({
      key,
      kind: 'ble',
      x: 1 + index,
      y: 1,
      z: 2.5,
    })),
  };
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="20" height="10"/></svg>';

/**
 * Starts an api of its own on an empty database, with a small house and two pumps (tags t1 and AA:..:02).
 * `through` may put something between the api and the engine of its queues. It waits for its engines as long as a test
 * does: usually it would refuse what is under way while the machine stands still.
 */
export async function startTestApi(
  backend: 'postgres' | 'redis',
  settings: Record<string, string> = {},
  options: ApiOptions & { through?: (engineUrl: string) => Promise<string>; logTo?: DestinationStream } = {},
): Promise<TestApi> {
  const databaseUrl = await createDatabase('api');
  const redisUrl = backend === 'redis' ? await createRedisDatabase() : undefined;
  await migrate(databaseUrl);
  const database = await openDatabase(databaseUrl, { applicationName: 'test', poolSize: 2 });
  const places = new PlacesStore(database);
  await places.importFloorplan(testPlan(0), svg);
  await places.importFloorplan(testPlan(1), svg);
  await new AssetStore(database).register([
    { number: 'P-1', name: 'Pump 1', typeKey: 'pump', typeName: 'Pump', tagKey: 't1' },
    { number: 'P-2', name: 'Pump 2', typeKey: 'pump', typeName: 'Pump', tagKey: 'aabbcc000002' },
  ]);
  const store = new KeyStore(database);
  const keys = {
    ingest: await store.create('ingest', ['ingest']),
    read: await store.create('read', ['read']),
    export: await store.create('export', ['export']),
    manage: await store.create('manage', ['manage']),
    all: await store.create('all', ['ingest', 'read', 'export', 'manage']),
  };
  const through = options.through ?? ((url: string) => Promise.resolve(url));
  const environment = {
    DATABASE_URL: redisUrl ? databaseUrl : await through(databaseUrl),
    REDIS_URL: redisUrl && (await through(redisUrl)),
    WARDMAP_PORT: '0',
    WARDMAP_LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'silent',
    WARDMAP_PARTITIONS: '4',
    // A test asks more in a second than a person in a minute; limits have tests of their own.
    ...{ WARDMAP_LIMIT_PUBLIC: '0', WARDMAP_LIMIT_REQUESTS: '0', WARDMAP_LIMIT_EXPORTS: '0' },
    ...settings,
  };
  const configuration = readConfiguration(environment);
  const api = await startApi(configuration, openLog('api', configuration.WARDMAP_LOG_LEVEL, options.logTo), {
    answerWithinMs: patienceMs,
    ...options,
  });
  return {
    url: api.url,
    databaseUrl,
    redisUrl,
    database,
    api,
    keys,
    signIn: (role, options = {}) => signIn(database, sessionTimeouts(configuration), role, options),
    ask: (method, path, options = {}) => ask(api.url + path, method, { key: keys.all, ...options }),
    close: async () => {
      await api.close();
      await database.close();
    },
  };
}

async function signIn(
  database: Database,
  timeouts: SessionTimeouts,
  role: PersonRole,
  { siteIds = null, departments = null, name = `A ${role}`, own = false }: SignInOptions,
): Promise<SignedInTester> {
  // Without digits: tests that look for ids in answers must not find one in an address.
  const email = `${role}-${randomUUID().replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)])}@hospital.example`;
  return inTransaction(database.pool, async (client) => {
    const { id } = await new UserStore(database).create({ email, name, roles: [role], siteIds, departments }, client);
    const place = { shared: !own, address: '127.0.0.1', userAgent: 'test' };
    const { token, sessionId } = await new SessionStore(database, timeouts).open(id, place, client);
    const headers = { Cookie: `${sessionCookie}=${token}`, 'Sec-Fetch-Site': 'same-origin' };
    return { id, email, sessionId, token, headers };
  });
}

async function ask(url: string, method: string, { key, body, headers }: AskOptions): Promise<Answer> {
  const plain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(key ? { Authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: plain ? (body as string | undefined) : JSON.stringify(body),
  });
  const text = await response.text();
  const type = (response.headers.get('content-type') ?? '').split(';')[0];
  demandDescribed(method, new URL(url).pathname, { status: response.status, type, text });
  const json = type.endsWith('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json && text !== '' ? (JSON.parse(text) as unknown) : undefined,
  };
}
