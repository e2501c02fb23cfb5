import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AssetStore } from '#storage/asset-store';
import { CalibrationSurveys } from '#storage/calibration-surveys';
import { DirectoryStore } from '#storage/directory-store';
import { inTransaction } from '#storage/in-transaction';
import { SetUpCodes } from '#storage/set-up-codes';
import { UserStore } from '#storage/user-store';
import { Passwords } from '../../apps/api/people/passwords.js';
import { everyRoute } from './every-route.js';
import { hearTag } from './heard-tag.js';
import { TestBrowser } from './people-browser.js';
import { type Answer, type SignedInTester, startTestApi, type TestApi } from './running-api.js';

const password = 'seven rivers and a lamp';
const span = 'from=2026-01-01T00:00:00Z&to=2100-01-01T00:00:00Z';

const notRecorded = [
  // What gateways send is no change by a person, and is kept as readings.
  'POST /api/v1/readings',
  'POST /api/v1/positions',
  'POST /api/v1/telemetry',
  // A secret that counts for nothing until it is confirmed; that is recorded.
  'POST /api/v1/account/second-factor',
  // What somebody searched for is theirs alone; a record of it would watch them at work.
  'PUT /api/v1/searches',
  'DELETE /api/v1/searches',
];

/** Looks that are recorded as changes are. */
const recordedLooks = /\.csv$|\/(positions|visits|statuses|trail)$/;

let api: TestApi;
let demo: TestApi;
let administrator: SignedInTester;
let biomed: SignedInTester;
/** The code that makes the first administrator. */
let first: string;

beforeAll(async () => {
  const settings = { WARDMAP_SECRET: Buffer.alloc(32, 7).toString('base64') };
  [api, demo] = await Promise.all([
    startTestApi('postgres', settings),
    startTestApi('postgres', { ...settings, WARDMAP_DEMO: 'true' }),
  ]);
  first = await new SetUpCodes(api.database).make();
});
afterAll(() => Promise.all([api?.close(), demo?.close()]));

let made = 0;

const as = (who: SignedInTester, method: string, path: string, body?: unknown): Promise<Answer> =>
  api.ask(method, `/api/v1${path}`, { key: null, headers: who.headers, body });
const byAdministrator = (method: string, path: string, body?: unknown) => as(administrator, method, path, body);
const byBiomed = (method: string, path: string, body?: unknown) => as(biomed, method, path, body);
const floorId = async () => (await new DirectoryStore(api.database).floors())[0].id;
const zoneId = async () => (await new DirectoryStore(api.database).floorModels())[0].zones[0].id;
const everything = { siteIds: null, departments: null };

/** Somebody with a password, signed in by it. */
async function withPassword(): Promise<{ browser: TestBrowser; email: string; id: number }> {
  const email = `person${++made}@hospital.example`;
  const users = new UserStore(api.database);
  const hash = await new Passwords().hash(password);
  const id = await inTransaction(api.database.pool, async (client) => {
    const user = await users.create({ email, name: 'Bea', roles: ['biomed'], ...everything }, client);
    await users.setPassword(user.id, hash, client);
    return user.id;
  });
  const browser = new TestBrowser(api);
  await browser.ask('POST', '/session', { email, password });
  return { browser, email, id };
}

async function withSecondFactorStarted() {
  const person = await withPassword();
  const { body } = await person.browser.ask('POST', '/account/second-factor', { password });
  const totp = new TOTP({ secret: Secret.fromBase32(body.secret as string) });
  // Made when it is wanted: it is good for half a minute.
  return { ...person, code: () => totp.generate() };
}

async function withSecondFactor() {
  const person = await withSecondFactorStarted();
  const { body } = await person.browser.ask('POST', '/account/second-factor/confirm', { code: person.code() });
  return { ...person, recoveryCode: (body.recoveryCodes as string[])[0] };
}

const createUser = () =>
  byAdministrator('POST', '/users', {
    ...{ email: `new${++made}@hospital.example`, name: 'New', roles: ['nurse'] },
    ...everything,
  });
const createKey = () =>
  byAdministrator('POST', '/keys', {
    ...{ kind: 'integration', name: 'Map', scopes: ['read'], expiresAt: null },
    ...everything,
  });
const startWalk = async () => byBiomed('POST', `/floors/${await floorId()}/calibration/walks`, { tagKey: 't1' });
async function openStop(): Promise<Answer> {
  const { body } = await startWalk();
  return byBiomed('POST', `/walks/${body.id}/stops`, { x: 2, y: 2 });
}
const fix = async () => byBiomed('PUT', '/reference-tags/t1', { floorId: await floorId(), x: 1, y: 1, z: 1 });

/** A survey of the floor as if somebody had walked it, so that there is something to fit. */
async function fit(): Promise<Answer> {
  const id = await floorId();
  const readers = (await new DirectoryStore(api.database).readers()).filter((reader) => reader.floorId === id);
  const places = Array.from({ length: 12 }, (_, index) => {
    const [x, y] = [1 + (index % 4) * 5, 1 + Math.floor(index / 4) * 4];
    const at = Date.now();
    const levelsDbm = readers.map((_reader, place) => -58 - 22 * Math.log10(Math.hypot(x - 1 - place, y - 1, 1.5)));
    const window = { at, readerIds: readers.map((reader) => reader.id), levelsDbm, packets: readers.map(() => 4) };
    return { x, y, zoneId: null, detail: 'heard', packets: 8, levels: { windows: [window], stepSquares: 1, steps: 4 } };
  });
  await new CalibrationSurveys(api.database).takeOver(id, 'test', places);
  return byBiomed('POST', `/floors/${id}/calibration/fit`);
}

async function heardNow(): Promise<number> {
  const { rows } = await api.database.pool.query<{ id: number }>(`SELECT id FROM tag WHERE key = 't1'`);
  await hearTag(api.database, rows[0].id, 4);
  return rows[0].id;
}

/** A pump of its own for a test. */
async function pump(): Promise<number> {
  const number = `U-${++made}`;
  await new AssetStore(api.database).register([{ number, name: 'Used', typeKey: 'pump', tagKey: null }]);
  const { rows } = await api.database.pool.query<{ id: number }>('SELECT id FROM asset WHERE number = $1', [number]);
  return rows[0].id;
}

const newAsset = (more: object = {}) =>
  byBiomed('POST', '/assets', { number: `new-${++made}`, name: 'New', typeKey: 'pump', ...more });

/** A call that gives a new asset a photo. */
async function newPhoto(): Promise<() => Promise<Answer & { id: number }>> {
  const { id } = (await newAsset()).body as { id: number };
  const headers = { ...biomed.headers, 'Content-Type': 'image/png' };
  const body = Buffer.from('89504e470d0a1a0a00', 'hex');
  return async () => ({ ...(await api.ask('PUT', `/api/v1/assets/${id}/photo`, { key: null, headers, body })), id });
}
let levels = 0;
/** A level for an hour that no other has. */
const nextLevel = async () => ({
  ...{ typeKey: 'pump', zoneId: await zoneId(), department: null, days: [1] },
  ...{ fromMinute: 60 * ++levels, untilMinute: 60 * levels + 30, target: 2, criticalMin: 1, criticalMax: null },
});
const addLevel = async () => byBiomed('POST', '/par-levels', await nextLevel());

type Ask = () => Promise<Answer>;

/** For each route: what it is recorded as, and what makes ready a call that succeeds. */
const calls: Record<string, [action: string, prepare: () => Ask | Promise<Ask>]> = {
  'POST /api/v1/setup': [
    'setup.complete',
    () => () =>
      new TestBrowser(api).ask('POST', '/setup', { code: first, email: 'ada@hospital.example', name: 'Ada', password }),
  ],
  'POST /api/v1/session': [
    'session.sign-in',
    async () => {
      const { email } = await withPassword();
      return () => new TestBrowser(api).ask('POST', '/session', { email, password });
    },
  ],
  'POST /api/v1/session/demo': [
    'session.sign-in',
    () => () => new TestBrowser(demo).ask('POST', '/session/demo', { user: 'nurse' }),
  ],
  'DELETE /api/v1/session': [
    'session.sign-out',
    async () => {
      const nurse = await api.signIn('nurse');
      return () => as(nurse, 'DELETE', '/session');
    },
  ],
  'POST /api/v1/invitations/accept': [
    'account.password',
    async () => {
      const { body } = await createUser();
      return () => new TestBrowser(api).ask('POST', '/invitations/accept', { code: body.code, password });
    },
  ],
  'POST /api/v1/account/password': [
    'account.password',
    async () => {
      const { browser } = await withPassword();
      return () => browser.ask('POST', '/account/password', { current: password, next: `${password} 2` });
    },
  ],
  'POST /api/v1/account/second-factor/confirm': [
    'account.second-factor',
    async () => {
      const { browser, code } = await withSecondFactorStarted();
      return () => browser.ask('POST', '/account/second-factor/confirm', { code: code() });
    },
  ],
  'DELETE /api/v1/account/second-factor': [
    'account.second-factor',
    async () => {
      const { browser, recoveryCode } = await withSecondFactor();
      return () => browser.ask('DELETE', '/account/second-factor', { password, code: recoveryCode });
    },
  ],
  'DELETE /api/v1/account/sessions': [
    'session.sign-out',
    async () => {
      const { browser, email } = await withPassword();
      await new TestBrowser(api).ask('POST', '/session', { email, password });
      return () => browser.ask('DELETE', '/account/sessions');
    },
  ],
  'DELETE /api/v1/account/sessions/:sessionId': [
    'session.sign-out',
    async () => {
      const { browser, email } = await withPassword();
      await new TestBrowser(api).ask('POST', '/session', { email, password });
      const { body } = await browser.ask('GET', '/account/sessions');
      const other = body.sessions.find(({ current }: { current: boolean }) => !current);
      return () => browser.ask('DELETE', `/account/sessions/${other.id}`);
    },
  ],
  'POST /api/v1/users': ['user.create', () => createUser],
  'PATCH /api/v1/users/:userId': [
    'user.change',
    async () => {
      const { user } = (await createUser()).body;
      return () => byAdministrator('PATCH', `/users/${user.id}`, { name: 'Another' });
    },
  ],
  'POST /api/v1/users/:userId/invitation': [
    'user.invite',
    async () => {
      const { user } = (await createUser()).body;
      return () => byAdministrator('POST', `/users/${user.id}/invitation`);
    },
  ],
  'DELETE /api/v1/users/:userId/sessions': [
    'user.sign-out',
    async () => {
      const { id } = await withPassword();
      return () => byAdministrator('DELETE', `/users/${id}/sessions`);
    },
  ],
  'DELETE /api/v1/users/:userId/second-factor': [
    'account.second-factor',
    async () => {
      const { id } = await withSecondFactor();
      return () => byAdministrator('DELETE', `/users/${id}/second-factor`);
    },
  ],
  'POST /api/v1/keys': ['key.create', () => createKey],
  'POST /api/v1/keys/:keyId/rotate': [
    'key.rotate',
    async () => {
      const { key } = (await createKey()).body;
      return () => byAdministrator('POST', `/keys/${key.id}/rotate`, { overlapHours: 1 });
    },
  ],
  'DELETE /api/v1/keys/:keyId': [
    'key.revoke',
    async () => {
      const { key } = (await createKey()).body;
      return () => byAdministrator('DELETE', `/keys/${key.id}`);
    },
  ],
  'PUT /api/v1/privacy/persons': [
    'privacy.change',
    () => () =>
      byAdministrator('PUT', '/privacy/persons', {
        ...{ enabled: true, reason: 'Lone workers are found when they call', roles: ['security'], historyHours: null },
      }),
  ],
  'PUT /api/v1/privacy/retention': [
    'retention.change',
    async () => {
      const { body } = await byAdministrator('GET', '/privacy/retention');
      return () => byAdministrator('PUT', '/privacy/retention', { ...body.days, visits: 400 });
    },
  ],
  'PUT /api/v1/assets': [
    'asset.change',
    () => () => byBiomed('PUT', '/assets', { assets: [{ number: 'N-1', name: 'New', typeKey: 'pump', tagKey: null }] }),
  ],
  'POST /api/v1/assets/import': [
    'asset.import',
    () => () => {
      const headers = { ...biomed.headers, 'Content-Type': 'text/csv' };
      const body = 'number,name,type\nimported-1,New,pump\n';
      return api.ask('POST', '/api/v1/assets/import?write=true', { key: null, headers, body });
    },
  ],
  'POST /api/v1/assets': ['asset.change', () => () => newAsset()],
  'PATCH /api/v1/assets/:assetId': [
    'asset.change',
    async () => {
      const { id } = (await newAsset()).body;
      return () => byBiomed('PATCH', `/assets/${id}`, { name: 'Another' });
    },
  ],
  'PUT /api/v1/assets/:assetId/tag': [
    'asset.pair',
    async () => {
      const { id } = (await newAsset()).body;
      return () => byBiomed('PUT', `/assets/${id}/tag`, { tagKey: `tag-${id}` });
    },
  ],
  'DELETE /api/v1/assets/:assetId/tag': [
    'asset.pair',
    async () => {
      const { id } = (await newAsset({ tagKey: 'tag-to-take-off' })).body;
      return () => byBiomed('DELETE', `/assets/${id}/tag`);
    },
  ],
  'PUT /api/v1/assets/:assetId/photo': ['asset.change', newPhoto],
  'DELETE /api/v1/assets/:assetId/photo': [
    'asset.change',
    async () => {
      const put = await newPhoto();
      const { id } = await put();
      return () => byBiomed('DELETE', `/assets/${id}/photo`);
    },
  ],
  'PUT /api/v1/asset-types/:typeKey': [
    'type.change',
    () => () => byBiomed('PUT', '/asset-types/lamp', { name: 'Lamp' }),
  ],
  'DELETE /api/v1/asset-types/:typeKey': [
    'type.change',
    async () => {
      await byBiomed('PUT', '/asset-types/stool', { name: 'Stool' });
      return () => byBiomed('DELETE', '/asset-types/stool');
    },
  ],
  'DELETE /api/v1/assets': ['asset.retire', () => () => byBiomed('DELETE', '/assets', { numbers: ['P-2'] })],
  'PUT /api/v1/assets/:assetId/status': [
    'asset.status',
    async () => {
      const id = await pump();
      return () => byBiomed('PUT', `/assets/${id}/status`, { status: 'needs-cleaning' });
    },
  ],
  'PUT /api/v1/assets/:assetId/reservation': [
    'asset.reserve',
    async () => {
      const id = await pump();
      return () => byBiomed('PUT', `/assets/${id}/reservation`, { minutes: 30 });
    },
  ],
  'DELETE /api/v1/assets/:assetId/reservation': [
    'asset.reserve',
    async () => {
      const id = await pump();
      await byBiomed('PUT', `/assets/${id}/reservation`, { minutes: 30 });
      return () => byBiomed('DELETE', `/assets/${id}/reservation`);
    },
  ],
  'PUT /api/v1/assets/:assetId/loan': [
    'asset.lend',
    async () => {
      const id = await pump();
      return () => byBiomed('PUT', `/assets/${id}/loan`, { borrower: 'Ward 9' });
    },
  ],
  'DELETE /api/v1/assets/:assetId/loan': [
    'asset.lend',
    async () => {
      const id = await pump();
      await byBiomed('PUT', `/assets/${id}/loan`, { borrower: 'Ward 9' });
      return () => byBiomed('DELETE', `/assets/${id}/loan`);
    },
  ],
  'POST /api/v1/assets/:assetId/defects': [
    'asset.defect',
    async () => {
      const id = await pump();
      return () => byBiomed('POST', `/assets/${id}/defects`, { text: 'The display is dark' });
    },
  ],
  'DELETE /api/v1/assets/:assetId/defects/:defectId': [
    'asset.defect',
    async () => {
      const id = await pump();
      const { body } = await byBiomed('POST', `/assets/${id}/defects`, { text: 'The display is dark' });
      return () => byBiomed('DELETE', `/assets/${id}/defects/${body.id}`);
    },
  ],
  'POST /api/v1/assets/:assetId/found': [
    'asset.found',
    async () => {
      const id = await pump();
      return () => byBiomed('POST', `/assets/${id}/found`, {});
    },
  ],
  'POST /api/v1/assets/:assetId/not-here': [
    'asset.found',
    async () => {
      const id = await pump();
      return () => byBiomed('POST', `/assets/${id}/not-here`, {});
    },
  ],
  'POST /api/v1/assets/:assetId/undo': [
    'asset.undo',
    async () => {
      const id = await pump();
      await byBiomed('PUT', `/assets/${id}/status`, { status: 'needs-cleaning' });
      return () => byBiomed('POST', `/assets/${id}/undo`);
    },
  ],
  'PUT /api/v1/status-rules': [
    'status-rules.change',
    async () => {
      const { body } = await byBiomed('GET', '/status-rules');
      return () => byBiomed('PUT', '/status-rules', body);
    },
  ],
  'GET /api/v1/assets/:assetId/visits': [
    'history.look-up',
    async () => {
      const id = await pump();
      return () => byBiomed('GET', `/assets/${id}/visits`);
    },
  ],
  'GET /api/v1/assets/:assetId/statuses': [
    'history.look-up',
    async () => {
      const id = await pump();
      return () => byBiomed('GET', `/assets/${id}/statuses`);
    },
  ],
  'GET /api/v1/assets/:assetId/trail': [
    'history.look-up',
    async () => {
      const id = await pump();
      return () => byBiomed('GET', `/assets/${id}/trail?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z`);
    },
  ],
  'POST /api/v1/par-levels': ['par-level.change', () => addLevel],
  'PUT /api/v1/par-levels/:levelId': [
    'par-level.change',
    async () => {
      const { body } = await addLevel();
      return async () => byBiomed('PUT', `/par-levels/${body.id}`, { ...(await nextLevel()), target: 7 });
    },
  ],
  'DELETE /api/v1/par-levels/:levelId': [
    'par-level.change',
    async () => {
      const { body } = await addLevel();
      return () => byBiomed('DELETE', `/par-levels/${body.id}`);
    },
  ],
  'POST /api/v1/room-labels': [
    'label.add',
    async () => {
      const zone = await zoneId();
      return async () => byBiomed('POST', '/room-labels', { tagId: await heardNow(), zoneId: zone });
    },
  ],
  'PUT /api/v1/reference-tags/:tagKey': ['calibration.change', () => fix],
  'DELETE /api/v1/reference-tags/:tagKey': [
    'calibration.change',
    async () => {
      await fix();
      return () => byBiomed('DELETE', '/reference-tags/t1');
    },
  ],
  'POST /api/v1/floors/:floorId/calibration/walks': ['calibration.change', () => startWalk],
  'POST /api/v1/walks/:walkId/finish': [
    'calibration.change',
    async () => {
      const { id } = (await startWalk()).body;
      return () => byBiomed('POST', `/walks/${id}/finish`);
    },
  ],
  'POST /api/v1/walks/:walkId/stops': [
    'calibration.change',
    async () => {
      const { id } = (await startWalk()).body;
      return () => byBiomed('POST', `/walks/${id}/stops`, { x: 2, y: 2 });
    },
  ],
  'POST /api/v1/stops/:stopId/finish': [
    'calibration.change',
    async () => {
      const { id } = (await openStop()).body;
      return () => byBiomed('POST', `/stops/${id}/finish`);
    },
  ],
  'DELETE /api/v1/stops/:stopId': [
    'calibration.change',
    async () => {
      const { id } = (await openStop()).body;
      return () => byBiomed('DELETE', `/stops/${id}`);
    },
  ],
  'POST /api/v1/floors/:floorId/calibration/fit': ['calibration.change', () => fit],
  'POST /api/v1/calibrations/:calibrationId/activate': [
    'calibration.change',
    async () => {
      const { id } = (await fit()).body;
      return () => byBiomed('POST', `/calibrations/${id}/activate`);
    },
  ],
  'POST /api/v1/floors/:floorId/calibration/rollback': [
    'calibration.change',
    async () => {
      const { id, floorId } = (await fit()).body;
      await byBiomed('POST', `/calibrations/${id}/activate`);
      return () => byBiomed('POST', `/floors/${floorId}/calibration/rollback`);
    },
  ],
  'GET /api/v1/tags/:tagKey/positions': ['history.look-up', () => () => byBiomed('GET', `/tags/t1/positions?${span}`)],
  'GET /api/v1/tags/:tagKey/positions.csv': ['export', () => () => byBiomed('GET', `/tags/t1/positions.csv?${span}`)],
  'GET /api/v1/assets/export.csv': ['export', () => () => byBiomed('GET', '/assets/export.csv')],
  'GET /api/v1/audit/export.csv': ['export', () => () => byAdministrator('GET', '/audit/export.csv')],
};

/** How many events of an action there are. */
async function recorded(action: string): Promise<number> {
  let count = 0;
  for (const { database } of [api, demo]) {
    const { rows } = await database.pool.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM audit_event WHERE action = $1',
      [action],
    );
    count += rows[0].count;
  }
  return count;
}

describe('everything that changes something, and every look into the past', () => {
  it('is accounted for here', () => {
    const named = everyRoute(api.api)
      .filter(({ method, path }) => (method !== 'GET' && method !== 'HEAD') || recordedLooks.test(path))
      .map(({ method, path }) => `${method} ${path}`);
    expect(named.sort()).toEqual([...Object.keys(calls), ...notRecorded].sort());
  });

  it.each(Object.entries(calls))('is recorded: %s', async (route, [action, prepare]) => {
    // After the first administrator, who is made only while nobody is there.
    if (route === 'POST /api/v1/session') {
      administrator = await api.signIn('administrator');
      biomed = await api.signIn('biomed');
    }
    const ask = await prepare();
    const before = await recorded(action);
    const { status, text } = await ask();
    expect([status < 300, text.slice(0, 300)]).toEqual([true, expect.any(String)]);
    expect(await recorded(action)).toBeGreaterThan(before);
  });
});
