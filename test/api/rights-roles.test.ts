import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { auditListSchema } from '#contracts/audit';
import { livePath } from '#contracts/live';
import type { PersonRole } from '#contracts/permissions';
import { AssetStore } from '#storage/asset-store';
import { PlacesStore } from '#storage/places-store';
import { patienceMs } from '../support/patience.js';
import { startTestApi, type TestApi, testPlan } from './running-api.js';
import { cardiologyKeyOf } from './divided-house.js';

const span = 'from=2026-01-01T00:00:00Z&to=2026-12-31T00:00:00Z';
type Tried = [method: string, path: string, body?: unknown];
const history: Tried = ['GET', `/api/v1/tags/t1/positions?${span}`];
const historyFile: Tried = ['GET', `/api/v1/tags/t1/positions.csv?${span}`];
const assetFile: Tried = ['GET', '/api/v1/assets/export.csv'];
const auditFile: Tried = ['GET', '/api/v1/audit/export.csv'];
const register: Tried = [
  'PUT',
  '/api/v1/assets',
  { assets: [{ number: 'N', name: 'N', typeKey: 'pump', tagKey: null }] },
];

/** Of each role what it may and may not do. Those that are refused an export get none of its lines. */
const roles: { role: PersonRole; may: Tried[]; mayNot: Tried[] }[] = [
  { role: 'nurse', may: [['GET', '/api/v1/assets'], history, assetFile], mayNot: [register, historyFile, auditFile] },
  { role: 'biomed', may: [register, assetFile, historyFile], mayNot: [['GET', '/api/v1/users'], auditFile] },
  { role: 'security', may: [history, assetFile, historyFile], mayNot: [register, ['GET', '/api/v1/keys'], auditFile] },
  {
    role: 'administrator',
    may: [register, ['GET', '/api/v1/users'], assetFile, historyFile, auditFile],
    mayNot: [['POST', '/api/v1/readings', { readings: [] }]],
  },
];

describe('roles', () => {
  let api: TestApi;
  let floorId: number;
  let otherSite: { id: number; floorId: number };
  const sockets: Socket[] = [];
  beforeAll(async () => {
    api = await startTestApi('postgres');
    const places = new PlacesStore(api.database);
    const plan = testPlan(0);
    const annex = { ...plan, site: { ...plan.site, key: 'annex', name: 'Annex' }, readers: [] };
    await places.importFloorplan(annex, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>');
    const { sites } = await places.siteTree(null);
    const floorOf = (key: string) => sites.find((site) => site.key === key)!.buildings[0].floors[0].id;
    floorId = floorOf('house');
    otherSite = { id: sites.find(({ key }) => key === 'annex')!.id, floorId: floorOf('annex') };
    // Something that only the annex is shown.
    await new AssetStore(api.database).register([
      { number: 'X', name: 'X', typeKey: 'pump', tagKey: 'tx', department: 'Annex ward' },
    ]);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });
  afterAll(() => api?.close());

  async function joined(headers: Record<string, string>, floorId: number): Promise<object> {
    const extraHeaders = { ...headers, Origin: api.url };
    const options = { path: livePath, transports: ['websocket'], reconnection: false, forceNew: true };
    const socket = io(api.url, { ...options, extraHeaders });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => socket.on('connect', resolve).on('connect_error', reject));
    return (await socket.timeout(patienceMs).emitWithAck('floor:join', { floorId })) as object;
  }

  describe.each(roles)('$role', ({ role, may, mayNot }) => {
    it('may do what the table says, and nothing else', async () => {
      const { headers } = await api.signIn(role);
      for (const [method, path, body] of may) {
        const { status } = await api.ask(method, path, { key: null, headers, body });
        expect([method, path, status]).toEqual([method, path, 200]);
      }
      for (const [method, path, body] of mayNot) {
        const refused = await api.ask(method, path, { key: null, headers, body });
        expect([method, path, refused.status]).toEqual([method, path, 403]);
        expect(refused.headers.get('content-type')).toBe('application/problem+json');
      }
    });

    it('exports what it is shown, and nothing of another department', async () => {
      const { headers } = await api.signIn(role, { departments: ['Ward 1'] });
      const list = await api.ask('GET', '/api/v1/assets/export.csv', { key: null, headers });
      expect(list.text).toContain('P-1');
      expect(list.text).not.toContain('\r\nX,');
      const way = await api.ask('GET', `/api/v1/tags/tx/positions.csv?${span}`, { key: null, headers });
      expect([way.status, way.text.includes('observed_at')]).toEqual([role === 'nurse' ? 403 : 404, false]);
    });

    it('watches the floors of its sites live, and no others', async () => {
      const { headers } = await api.signIn(role, { siteIds: [otherSite.id] });
      expect(await joined(headers, otherSite.floorId)).toHaveProperty('snapshot');
      expect(await joined(headers, floorId)).toMatchObject({ error: `There is no floor with the id ${floorId}.` });
    });
  });

  it('of an administrator for a part of the house end where the whole house begins', async () => {
    const retention = () => api.ask('GET', '/api/v1/privacy/retention', { key: null, headers: whole.headers });
    const whole = await api.signIn('administrator');
    const { days } = (await retention()).body;
    const ofTheHouse: Tried[] = [
      ['GET', '/api/v1/audit'],
      ['GET', '/api/v1/audit/verification'],
      auditFile,
      ['PUT', '/api/v1/privacy/retention', { ...days, positions: days.positions + 1 }],
      [
        'PUT',
        '/api/v1/privacy/persons',
        { enabled: true, reason: 'Curious about them', roles: ['security'], historyHours: null },
      ],
      ['GET', '/api/v1/unassigned'],
    ];
    const names = ['audit.see', 'audit.export', 'privacy.change', 'unassigned.see'];
    const permissionsOf = async (headers: Record<string, string>) =>
      (await api.ask('GET', '/api/v1/session', { key: null, headers })).body.permissions as string[];
    expect(await permissionsOf(whole.headers)).toEqual(expect.arrayContaining(names));
    for (const part of [{ departments: ['Ward 1'] }, { siteIds: [otherSite.id] }]) {
      const { headers } = await api.signIn('administrator', part);
      for (const [method, path, body] of ofTheHouse) {
        const refused = await api.ask(method, path, { key: null, headers, body });
        expect([method, path, refused.status]).toEqual([method, path, 403]);
        expect(refused.body.detail).toContain('of the whole house');
      }
      const allowed = await permissionsOf(headers);
      expect(allowed).toContain('users.manage');
      expect(allowed.filter((each) => names.includes(each))).toEqual([]);
    }
    expect((await retention()).body.days).toEqual(days);
    const persons = await api.ask('GET', '/api/v1/privacy/persons', { key: null, headers: whole.headers });
    expect(persons.body.persons.enabled).toBe(false);
    const [, , wanted] = ofTheHouse[3];
    const change = await api.ask('PUT', '/api/v1/privacy/retention', {
      key: null,
      headers: whole.headers,
      body: wanted,
    });
    expect(change.status).toBe(200);
  });

  it('of an integration are the scopes of its key, for its part of the house', async () => {
    const reading = await cardiologyKeyOf(api, otherSite.id, ['read']);
    const exporting = await cardiologyKeyOf(api, otherSite.id, ['export']);
    const ask = async (key: string, ...[method, path, body]: Tried) =>
      (await api.ask(method, path, { key, body })).status;
    expect(await ask(reading, 'GET', '/api/v1/assets')).toBe(200);
    expect(await ask(reading, ...register)).toBe(403);
    expect(await ask(reading, ...assetFile)).toBe(403);
    expect(await ask(exporting, ...assetFile)).toBe(200);
    expect(await ask(exporting, ...auditFile)).toBe(403);
    expect(await joined({ Authorization: `Bearer ${reading}` }, otherSite.floorId)).toHaveProperty('snapshot');
    expect(await joined({ Authorization: `Bearer ${reading}` }, floorId)).toHaveProperty('error');
    await expect(joined({ Authorization: `Bearer ${exporting}` }, otherSite.floorId)).rejects.toThrow();
  });

  it('leave their traces: who looked into which history, exported what, and changed what from what to what', async () => {
    const { headers, email } = await api.signIn('biomed');
    const asset = { number: 'T-1', name: 'First name', typeKey: 'pump', tagKey: 't-traced' };
    const ask = async (...[method, path, body]: Tried) => {
      const { status } = await api.ask(method, path, { key: null, headers, body });
      expect(status).toBeLessThan(300);
    };
    await ask('PUT', '/api/v1/assets', { assets: [asset] });
    await ask('PUT', '/api/v1/assets', { assets: [{ ...asset, name: 'Second name', department: 'Ward 1' }] });
    await ask('PUT', '/api/v1/assets', { assets: [{ ...asset, name: 'Second name' }] });
    await ask('GET', `/api/v1/tags/t-traced/positions?${span}`);
    await ask('GET', `/api/v1/tags/t-traced/positions.csv?${span}`);
    await ask('GET', '/api/v1/assets/export.csv?search=pump');
    await ask('DELETE', '/api/v1/assets', { numbers: ['T-1', 'nothing'] });

    const administrator = await api.signIn('administrator');
    const list = await api.ask('GET', '/api/v1/audit', { key: null, headers: administrator.headers });
    const own = auditListSchema.parse(list.body).events.filter(({ actorName }) => actorName.includes(email));
    expect(own.reverse().map(({ action, subject }) => [action, subject])).toEqual([
      ['asset.change', 'T-1'],
      ['asset.change', 'T-1'],
      ['history.look-up', 'T-1'],
      ['export', 'T-1'],
      ['export', 'pump'],
      ['asset.retire', 'T-1'],
    ]);
    expect(own[0].before).toBeNull();
    expect([own[1].before, own[1].after]).toMatchObject([
      { name: 'First name', department: null, tagKey: 't-traced' },
      { name: 'Second name', department: 'Ward 1', tagKey: 't-traced' },
    ]);
    expect(own[5].after).toMatchObject({ retired: true, tagKey: null });
  });

  it('mark no tag as one of a person while persons are not located', async () => {
    const asset = { number: 'B-1', name: 'Badge', typeKey: 'badge', tagKey: 'b1', person: true };
    const { headers } = await api.signIn('biomed');
    const refused = await api.ask('PUT', '/api/v1/assets', { key: null, headers, body: { assets: [asset] } });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('administrator')]);
    expect((await api.ask('GET', '/api/v1/assets?search=B-1')).body.assets).toEqual([]);
  });
});
