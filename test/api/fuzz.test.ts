import { Agent, request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Asker,
  keyScopes,
  type KeyScope,
  may,
  type Permission,
  peopleRoles,
  type PersonRole,
} from '#contracts/permissions';
import { wholeHouse } from '#contracts/visibility';
import { KeyStore } from '#storage/key-store';
import { controllers } from '../../apps/api/app.module.js';
import { openApiOf } from '../../apps/api/interface/openapi.js';
import { routesOf } from '../../apps/api/interface/routes.js';
import { demandDescribed, describedRoute } from './described-answers.js';
import { nearlyOf, oddities, valuesOf } from './fuzz-values.js';
import { startTestApi, type TestApi } from './running-api.js';

/** Another run with the same seed sends the same requests. */
const seed = Number(process.env.WARDMAP_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Requests to each route. */
const runs = Number(process.env.WARDMAP_FUZZ_RUNS ?? 60);

interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

interface Caller {
  name: string;
  asker: Asker | null;
  /** Headers that say who asks; made anew when what they say has ended. */
  signIn(): Promise<Record<string, string>>;
  headers?: Record<string, string>;
}

/** Words of our code, its libraries and the database that must never reach a caller. */
const insides =
  /\n\s+at |node_modules|\.[jt]s:\d|QueryFailed|invalid input syntax|violates \w+ constraint|duplicate key|relation "|column "|TypeError|RangeError|ReferenceError|Cannot read prop|out of range for type/;

const operations = Object.entries(openApiOf(routesOf(controllers), '0').paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    path,
    method,
    operation,
  })),
);

describe(`thousands of odd requests (WARDMAP_FUZZ_SEED=${seed})`, () => {
  let api: TestApi;
  let callers: Caller[];
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const seen = new Map<number, number>();

  beforeAll(async () => {
    console.log(`WARDMAP_FUZZ_SEED=${seed}`);
    api = await startTestApi('postgres');
    const keys = new KeyStore(api.database);
    const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
    const person = (role: PersonRole, part: { siteIds?: number[]; departments?: string[] } = {}): Caller => ({
      name: role,
      asker: { roles: [role], ...wholeHouse, ...part },
      signIn: async () => (await api.signIn(role, part)).headers,
    });
    const key = (scopes: readonly KeyScope[]): Caller => ({
      name: `key ${scopes.join()}`,
      asker: { scopes, ...wholeHouse },
      signIn: async () => bearer(await keys.create('fuzz', scopes)),
    });
    const gateway = { kind: 'gateway' as const, name: 'fuzz', scopes: ['ingest'] as const, readerIds: [1] };
    const house = { siteIds: null, departments: null, expiresAt: null, createdBy: 'test' };
    callers = [
      { name: 'nobody', asker: null, signIn: async () => ({}) },
      { name: 'unknown key', asker: null, signIn: async () => bearer(`wm_${'x'.repeat(43)}`) },
      { name: 'unknown session', asker: null, signIn: async () => ({ Cookie: '__Host-wardmap=x' }) },
      ...peopleRoles.map((role) => person(role)),
      person('nurse', { departments: ['ICU'] }),
      person('administrator', { siteIds: [1] }),
      ...keyScopes.map((scope) => key([scope])),
      key(keyScopes),
      {
        name: 'gateway',
        asker: { scopes: ['ingest'], ...wholeHouse },
        signIn: async () => bearer((await keys.add({ ...gateway, ...house }, api.database.pool)).secret),
      },
    ];
  });
  afterAll(async () => {
    agent.destroy();
    await api?.close();
  });

  it.each(operations)('$name', async ({ path, method, operation }) => {
    const values = fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
    const inPath = operation.parameters.filter((each) => each.in === 'path');
    const inQuery = operation.parameters.filter((each) => each.in === 'query');
    const content = operation.requestBody?.content ?? {};
    const contract = content['application/json']?.schema;
    const files = Object.keys(content).filter((type) => type !== 'application/json');
    const { needs } = describedRoute(method, path)!;
    const all = callers.map((_, index) => index);
    const allowed = all.filter((index) => needs === null || mayDo(callers[index], needs));
    const property = fc.asyncProperty(
      // Half of them by those who may: a refusal at the door tests only the door.
      fc.oneof(fc.constantFrom(...all), fc.constantFrom(...allowed)),
      fc.tuple(...inPath.map(({ schema }) => values.chain((usual) => (usual ? valuesOf(schema) : oddities)))),
      fc.tuple(...inQuery.map(({ schema, required }) => queryValue(schema, required))),
      oddQuery,
      contract
        ? bodies(contract)
        : files.length > 0
          ? fc.oneof({ weight: 7, arbitrary: fileBodies(files) }, { weight: 1, arbitrary: oddBodies })
          : fc.oneof({ weight: 9, arbitrary: fc.constant(noBody) }, { weight: 1, arbitrary: oddBodies }),
      oddHeaders,
      async (who, parameters, query, more, body, headers) => {
        let filled = path;
        inPath.forEach(({ name }, index) => (filled = filled.replace(`{${name}}`, inUrl(parameters[index]))));
        const pairs = inQuery.flatMap(({ name }, index) =>
          query[index] === undefined ? [] : [`${name}=${inUrl(query[index])}`],
        );
        const whole = [...pairs, ...more].join('&');
        await ask(callers[who], {
          method: method.toUpperCase(),
          path: whole === '' ? filled : `${filled}?${whole}`,
          headers: { ...headers, ...body.headers },
          body: body.bytes,
        });
      },
    );
    await fc.assert(property, { seed, numRuns: runs, endOnFailure: false, interruptAfterTimeLimit: 60_000 });
  });

  it('paths that are no routes give nothing away', async () => {
    const pieces = fc.constantFrom(
      '..',
      '%2e%2e',
      '.',
      '%00',
      'api',
      'v1',
      'assets',
      '%2f',
      '%5c',
      '%c0%ae',
      '.git',
      '.env',
      'package.json',
      'etc',
      'passwd',
      '%',
      '%zz',
      ';',
      '~',
    );
    const paths = fc.array(pieces, { minLength: 1, maxLength: 8 }).map((parts) => `/${parts.join('/')}`);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: callers.length - 1 }), paths, async (who, path) => {
        const { text } = await ask(callers[who], { method: 'GET', path, headers: {}, body: undefined });
        expect(text).not.toMatch(/root:x:|"devDependencies"|\[core\]|DATABASE_URL=/);
      }),
      { seed, numRuns: 4 * runs },
    );
  });

  it('reach what they test: successes, refusals and faults of every kind', () => {
    const total = [...seen.values()].reduce((sum, count) => sum + count, 0);
    console.log(
      `${total} requests: ${[...seen]
        .sort()
        .map(([status, count]) => `${count} x ${status}`)
        .join(', ')}`,
    );
    expect(total).toBeGreaterThan(operations.length * Math.min(runs, 20));
    for (const status of [200, 202, 204, 400, 401, 403, 404]) expect([...seen.keys()]).toContain(status);
  });

  /** Sends a request and holds the answer to what no answer may be. */
  async function ask(caller: Caller, sent: Sent): Promise<{ status: number; text: string }> {
    caller.headers ??= await caller.signIn();
    let answer = await send({ ...sent, headers: { ...sent.headers, ...caller.headers } });
    if (answer.status === 401 && caller.asker !== null) {
      // A request before this one ended the session or revoked the key.
      caller.headers = await caller.signIn();
      answer = await send({ ...sent, headers: { ...sent.headers, ...caller.headers } });
    }
    const { status, type, text } = answer;
    seen.set(status, (seen.get(status) ?? 0) + 1);
    const what = `${caller.name}: ${sent.method} ${sent.path} ${String(sent.body).slice(0, 500)} -> ${status} ${text.slice(0, 500)}`;
    expect(status, what).toBeLessThan(500);
    if (status >= 400) expect(insides.exec(text)?.[0], what).toBeUndefined();
    const asked = sent.path.split('?')[0];
    const route = describedRoute(sent.method, asked);
    if (status < 400 && asked.startsWith('/api'))
      expect(route && (route.needs === null || mayDo(caller, route.needs)), what).toBe(true);
    if (asked.startsWith('/api/')) demandDescribed(sent.method, asked, { status, type, text });
    return { status, text };
  }

  function send({ method, path, headers, body }: Sent): Promise<{ status: number; type: string; text: string }> {
    const { hostname, port } = new URL(api.url);
    // By itself Node sends no length with GET and DELETE, and the body would be read as the next request.
    if (body !== undefined) headers = { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest({ agent, hostname, port, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const type = (response.headers['content-type'] ?? '').split(';')[0];
          resolve({ status: response.statusCode ?? 0, type, text: Buffer.concat(chunks).toString() });
        });
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
});

function mayDo({ asker }: Caller, permission: Permission): boolean {
  return asker !== null && may(asker, permission);
}

interface Body {
  bytes: string | Buffer | undefined;
  headers: Record<string, string>;
}

const noBody: Body = { bytes: undefined, headers: {} };
const asJson = { 'Content-Type': 'application/json' };
/** Bodies that are no JSON, or do not say what they are. */
const oddBodies: fc.Arbitrary<Body> = fc.oneof(
  fc.constantFrom<Body>(
    { bytes: '', headers: asJson },
    { bytes: '{', headers: asJson },
    { bytes: '['.repeat(50_000), headers: asJson },
    { bytes: '{"a":1,"a":2}', headers: asJson },
    { bytes: Buffer.from([0xff, 0xfe, 0x00]), headers: asJson },
    { bytes: '{}', headers: { 'Content-Type': 'text/plain' } },
    { bytes: '{}', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    { bytes: '{}', headers: { ...asJson, 'Content-Encoding': 'gzip' } },
    { bytes: gzipSync(Buffer.alloc(8_000_000, ' ')), headers: { ...asJson, 'Content-Encoding': 'gzip' } },
    { bytes: '{}', headers: { 'Content-Type': 'application/json; charset=utf-16' } },
  ),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ bytes: Buffer.from(bytes), headers: asJson })),
  oddities.map((value) => ({ bytes: JSON.stringify(value), headers: asJson })),
);

function bodies(contract: Record<string, unknown>): fc.Arbitrary<Body> {
  const nearly = nearlyOf(contract).map((value) => ({ bytes: JSON.stringify(value), headers: asJson }));
  return fc.oneof({ weight: 7, arbitrary: nearly }, { weight: 1, arbitrary: oddBodies });
}

/** Files that are nearly right: tables, pictures by their first bytes, and neither. */
function fileBodies(types: readonly string[]): fc.Arbitrary<Body> {
  const cells = fc.oneof(
    fc.constantFrom('P-1', 'pump', 'ICU', 't1', 'true', 'house/main/floor-0/store', '"', "'=1"),
    oddText,
  );
  const heading = fc.constantFrom(
    'number',
    'name',
    'type',
    'tag',
    'person',
    'kit',
    'home_zone',
    'attribute.x',
    'risk_class',
  );
  const table = fc
    .tuple(fc.uniqueArray(heading, { minLength: 1 }), fc.array(fc.array(cells, { maxLength: 6 }), { maxLength: 6 }))
    .chain(([head, rows]) =>
      fc
        .constantFrom(',', ';', '\t')
        .map((separator) => [head, ...rows].map((row) => row.join(separator)).join('\r\n')),
    );
  const picture = fc
    .tuple(fc.constantFrom('ffd8ffe0', '89504e470d0a1a0a', '52494646000000005745425056503820'), fc.uint8Array())
    .map(([first, rest]) => Buffer.concat([Buffer.from(first, 'hex'), rest]));
  const bytes = fc.uint8Array({ maxLength: 60 }).map((odd) => Buffer.from(odd));
  return fc
    .tuple(fc.oneof(table, picture, bytes), fc.constantFrom(...types, 'text/csv; charset=utf-8', 'image/svg+xml'))
    .map(([body, type]) => ({ bytes: body, headers: { 'Content-Type': type } }));
}
const oddText = oddities.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));

function queryValue(schema: Record<string, unknown>, required: boolean): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: valuesOf(schema) },
    { weight: required ? 0 : 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: oddities },
  );
}

const oddQuery = fc.oneof(
  { weight: 6, arbitrary: fc.constant<string[]>([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.constantFrom(
        '__proto__=1',
        'limit=1&limit=2',
        'limit[]=1',
        'search[a]=b',
        'constructor[prototype][x]=1',
        '%',
        '=',
        '%00=%00',
        'after=%ff',
      ),
      { maxLength: 3 },
    ),
  },
);

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'X-Request-Id': 'x'.repeat(300) },
      { 'X-Forwarded-For': '1.2.3.4', 'X-Forwarded-Proto': 'https' },
      { 'X-HTTP-Method-Override': 'DELETE' },
      { Range: 'bytes=0-0,1-1' },
      { 'If-None-Match': '*' },
      { Accept: 'text/nothing' },
      { 'User-Agent': '\u00ff'.repeat(500) },
      { Origin: 'null' },
    ),
  },
);

/** A value in a path or query; an empty text would make another path. Halves of surrogate pairs cannot be sent. */
function inUrl(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return encodeURIComponent(Buffer.from(text.slice(0, 2000)).toString()) || '%20';
}
