import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { departmentListSchema, invitationSchema, userListSchema, userSchema } from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import { PlacesStore } from '#storage/places-store';
import { UserStore } from '#storage/user-store';
import { TestBrowser } from './people-browser.js';
import { type SignedInTester, startTestApi, type TestApi, testPlan } from './running-api.js';
import { triesUntilSlowedDown } from './slowed-down.js';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"/>';
const password = 'seven rivers and a lamp';

describe('users', () => {
  let api: TestApi;
  let ada: SignedInTester;
  let siteId: number;
  beforeAll(async () => {
    api = await startTestApi('postgres');
    siteId = (await api.database.pool.query('SELECT id FROM site')).rows[0].id;
    ada = await api.signIn('administrator', { name: 'Ada' });
    await giveWayIn(ada.id);
  });
  beforeEach(() => api.database.pool.query('DELETE FROM sign_in_delay'));
  afterAll(() => api?.close());

  /** An administrator counts as one who can sign in when there is a password. */
  const giveWayIn = (id: number) =>
    inTransaction(api.database.pool, (client) => new UserStore(api.database).setPassword(id, '$argon2id$none', client));
  const ask = (as: SignedInTester, method: string, path: string, body?: unknown) =>
    api.ask(method, `/api/v1/users${path}`, { key: null, body, headers: as.headers });
  const whole = { siteIds: null, departments: null };
  let made = 0;
  async function create(as: SignedInTester, more: Record<string, unknown> = {}) {
    const email = `user${++made}@hospital.example`;
    return ask(as, 'POST', '', { email, name: `User ${made}`, roles: ['nurse'], ...whole, ...more });
  }

  it('are made with an invitation that works once; they choose a password and sign in with it', async () => {
    const answer = await create(ada, { departments: ['ICU'] });
    expect(answer.status).toBe(201);
    const { user, code, expiresAt } = invitationSchema.parse(answer.body);
    expect(user).toMatchObject({ roles: ['nurse'], departments: ['ICU'], signIn: 'invited' });
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 6 * 86_400_000);

    const browser = new TestBrowser(api);
    const accept = (given: string, chosen = password) =>
      browser.ask('POST', '/invitations/accept', { code: given, password: chosen });
    expect((await accept(code, user.email)).body.errors[0].pointer).toBe('/password');
    expect((await accept(code.toLowerCase())).status).toBe(204);
    expect((await accept(code)).status).toBe(404);
    expect((await browser.ask('POST', '/session', { email: user.email, password })).status).toBe(200);
    expect((await ask(ada, 'GET', `?search=${user.email}`)).body.users[0].signIn).toBe('password');
    const { rows } = await api.database.pool.query('SELECT * FROM audit_event WHERE subject = $1', [user.email]);
    expect(rows.map(({ action }) => action)).toEqual(['user.create', 'account.password', 'session.sign-in']);
    for (const secret of [code, password]) expect(JSON.stringify(rows)).not.toContain(secret);
  });

  it('who forgot the password get a new invitation, which ends the one before and then their sessions', async () => {
    const { user, code } = (await create(ada)).body;
    const browser = new TestBrowser(api);
    const accept = (given: string) => browser.ask('POST', '/invitations/accept', { code: given, password });
    await accept(code);
    await browser.ask('POST', '/session', { email: user.email, password });
    const first = (await ask(ada, 'POST', `/${user.id}/invitation`)).body.code;
    const second = (await ask(ada, 'POST', `/${user.id}/invitation`)).body.code;
    expect((await browser.ask('GET', '/session')).status).toBe(200);
    expect((await accept(first)).status).toBe(404);
    expect((await accept(second)).status).toBe(204);
    expect((await browser.ask('GET', '/session')).status).toBe(401);
  });

  it('cannot use an invitation that is too old, nor one of a disabled account; guesses are slowed down', async () => {
    const old = (await create(ada)).body;
    await api.database.pool.query('UPDATE user_account SET invitation_ends_at = now() WHERE id = $1', [old.user.id]);
    const disabled = (await create(ada)).body;
    await ask(ada, 'PATCH', `/${disabled.user.id}`, { disabled: true });
    const codes = [old.code, disabled.code];
    const letIn = await triesUntilSlowedDown(async () => {
      const code = codes.shift() ?? '00000-00000-00000-00000';
      return (await new TestBrowser(api).ask('POST', '/invitations/accept', { code, password })).status;
    });
    expect([letIn.length >= 6, new Set(letIn)]).toEqual([true, new Set([404])]);
  });

  it('are listed by name, page by page, and found by part of name or address', async () => {
    for (const name of ['Zoé Quint', 'zara Quint', 'Álvaro Quint', 'Bo Quint', 'bo Quint'])
      await create(ada, { name, email: `${++made}.quint@hospital.example` });
    const names: string[] = [];
    let after: string | null = '';
    for (let pages = 0; after !== null && pages < 9; pages++) {
      const page = userListSchema.parse((await ask(ada, 'GET', `?search=QUINT&limit=2&after=${after}`)).body);
      names.push(...page.users.map(({ name }) => name));
      after = page.next;
    }
    expect(names).toHaveLength(5);
    expect(names.map((name) => name.toLowerCase()).slice(0, 2)).toEqual(['bo quint', 'bo quint']);
    expect((await ask(ada, 'GET', '?search=%25')).body.users).toEqual([]);
    expect((await ask(ada, 'GET', '?after=nonsense')).status).toBe(400);
  });

  it('keep their address to themselves: two cannot have the same one', async () => {
    const { user } = (await create(ada)).body;
    const again = await create(ada, { email: user.email.toUpperCase() });
    expect([again.status, again.body.errors[0].pointer]).toEqual([409, '/email']);
    expect((await create(ada, { siteIds: [siteId, 999_999] })).body.errors[0].pointer).toBe('/siteIds');
  });

  it('whose rights become narrower have them at once, in the sessions they have open', async () => {
    const bea = await api.signIn('biomed');
    const floors = () => api.ask('GET', '/api/v1/unassigned', { key: null, headers: bea.headers });
    expect((await floors()).status).toBe(200);
    const changed = await ask(ada, 'PATCH', `/${bea.id}`, { roles: ['nurse'], departments: ['ICU'] });
    expect(userSchema.parse(changed.body)).toMatchObject({ roles: ['nurse'], departments: ['ICU'] });
    expect((await floors()).status).toBe(403);
    const session = await api.ask('GET', '/api/v1/session', { key: null, headers: bea.headers });
    expect(session.body.person).toMatchObject({ roles: ['nurse'], departments: ['ICU'] });
    const { rows } = await api.database.pool.query(
      "SELECT before, after FROM audit_event WHERE action = 'user.change' AND subject = $1",
      [bea.email],
    );
    const text = JSON.stringify(rows);
    expect(text).toContain('biomed');
    expect(text).toContain('ICU');
  });

  it('who are disabled or signed out everywhere are out at once', async () => {
    const [one, two] = [await api.signIn('nurse'), await api.signIn('nurse')];
    await ask(ada, 'PATCH', `/${one.id}`, { disabled: true });
    await ask(ada, 'DELETE', `/${two.id}/sessions`);
    for (const { headers } of [one, two])
      expect((await api.ask('GET', '/api/v1/session', { key: null, headers })).status).toBe(401);
    await ask(ada, 'PATCH', `/${one.id}`, { disabled: false });
    expect((await api.ask('GET', '/api/v1/session', { key: null, headers: one.headers })).status).toBe(401);
    expect((await ask(ada, 'POST', `/${one.id}/invitation`)).status).toBe(201);
  });

  it('are managed by administrators alone', async () => {
    for (const role of ['nurse', 'biomed', 'security'] as const) {
      const person = await api.signIn(role);
      expect((await ask(person, 'GET', '')).status).toBe(403);
      expect((await create(person)).status).toBe(403);
      expect((await ask(person, 'PATCH', `/${person.id}`, { roles: ['administrator'] })).status).toBe(403);
    }
    expect((await api.ask('GET', '/api/v1/users')).status).toBe(403);
  });

  it('never change what they may themselves, only their name', async () => {
    const other = await api.signIn('administrator');
    for (const change of [{ roles: ['administrator', 'nurse'] }, { departments: null }, { disabled: true }])
      expect((await ask(other, 'PATCH', `/${other.id}`, change)).status).toBe(403);
    expect((await ask(other, 'PATCH', `/${other.id}`, { name: 'Otto' })).body.name).toBe('Otto');
    expect((await ask(other, 'POST', `/${other.id}/invitation`)).status).toBe(403);
    expect((await ask(other, 'DELETE', `/${other.id}/second-factor`)).status).toBe(403);
  });

  it('always have an administrator of the whole house who can sign in, also when two remove each other at once', async () => {
    const other = await api.signIn('administrator', { name: 'Otto' });
    for (const change of [{ disabled: true }, { roles: ['nurse'] }, { departments: ['ICU'] }, { siteIds: [siteId] }])
      expect([change, (await ask(other, 'PATCH', `/${ada.id}`, change)).status]).toEqual([change, 409]);
    await giveWayIn(other.id);
    const both = await Promise.all([
      ask(other, 'PATCH', `/${ada.id}`, { roles: ['nurse'] }),
      ask(ada, 'PATCH', `/${other.id}`, { roles: ['nurse'] }),
    ]);
    expect(both.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    await api.database.pool.query(`UPDATE user_account SET roles = '{administrator}' WHERE id = $1`, [ada.id]);
  });

  describe('under an administrator of one department', () => {
    let ward: SignedInTester;
    beforeAll(async () => {
      ward = await api.signIn('administrator', { departments: ['ICU', 'Ward 2A'], siteIds: [siteId], name: 'Wanda' });
    });
    const within = () => ({ siteIds: [siteId], departments: ['ICU'] });

    it('are made and changed within that department, and nowhere beyond it', async () => {
      const inside = await create(ward, within());
      expect(inside.status).toBe(201);
      const beyond = [
        { siteIds: null, departments: ['ICU'] },
        { siteIds: [siteId], departments: null },
        { siteIds: [siteId], departments: ['ICU', 'Ward 2B'] },
        whole,
      ];
      for (const grant of beyond) {
        expect([grant, (await create(ward, grant)).status]).toEqual([grant, 403]);
        expect([grant, (await ask(ward, 'PATCH', `/${inside.body.user.id}`, grant)).status]).toEqual([grant, 403]);
      }
      expect((await ask(ward, 'PATCH', `/${inside.body.user.id}`, { departments: ['Ward 2A'] })).status).toBe(200);
    });

    it('are seen and touched only when all they may lies within it', async () => {
      const inside = (await create(ada, within())).body.user;
      const outside = [
        (await create(ada, whole)).body.user,
        (await create(ada, { siteIds: [siteId], departments: ['Ward 2B'] })).body.user,
        (await create(ada, { siteIds: [siteId], departments: ['ICU', 'Ward 2B'] })).body.user,
        (await create(ada, { siteIds: null, departments: ['ICU'] })).body.user,
      ];
      const seen = (await ask(ward, 'GET', '?limit=200')).body.users.map(({ id }: { id: number }) => id);
      expect(seen).toContain(inside.id);
      for (const { id } of [...outside, ada]) {
        expect(seen).not.toContain(id);
        for (const [method, path, body] of [
          ['PATCH', `/${id}`, { disabled: true }],
          ['PATCH', `/${id}`, { ...within(), roles: ['nurse'] }],
          ['POST', `/${id}/invitation`, undefined],
          ['DELETE', `/${id}/sessions`, undefined],
          ['DELETE', `/${id}/second-factor`, undefined],
        ] as const) {
          const answer = await ask(ward, method, path, body);
          expect([method, path, answer.status]).toEqual([method, path, 404]);
          expect(answer.body.detail).toBe(`There is no user with the id ${id}.`);
        }
      }
    });

    it('who are hidden do not show in pages: one asked for after them is as empty as after nobody', async () => {
      await create(ward, { ...within(), name: 'Zoltan' });
      const hidden = (await create(ada, { ...whole, name: 'Aaron' })).body.user;
      const page = async (after: number) => (await ask(ward, 'GET', `?limit=200&after=${after}`)).text;
      expect(JSON.parse(await page(999_999))).toEqual({ users: [], next: null });
      expect(await page(hidden.id)).toBe(await page(999_999));
      const visible = (await create(ward, { ...within(), name: 'Aaron' })).body.user;
      expect(await page(visible.id)).toContain('Zoltan');
    });

    it('are told nothing of sites beyond it: one that exists is refused like one that does not', async () => {
      const places = new PlacesStore(api.database);
      const plan = testPlan(0);
      await places.importFloorplan({ ...plan, site: { ...plan.site, key: 'annex', name: 'Annex' }, readers: [] }, svg);
      const { sites } = await places.siteTree(null);
      const annexId = sites.find(({ key }) => key === 'annex')!.id;
      const inside = (await create(ward, within())).body.user;
      const outside = (await create(ada, whole)).body.user;
      for (const [id, status] of [
        [inside.id, 403],
        [outside.id, 404],
        [999_999, 404],
      ]) {
        const [there, nowhere] = await Promise.all(
          [annexId, 999_999].map((site) => ask(ward, 'PATCH', `/${id}`, { siteIds: [site] })),
        );
        expect([id, there.status, there.text]).toEqual([id, status, nowhere.text]);
      }
      const unknown = await ask(ada, 'PATCH', `/${inside.id}`, { siteIds: [999_999] });
      expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([400, '/siteIds']);
    });

    it('cannot be taken over with an invitation from before they were given more', async () => {
      for (const more of [whole, { roles: ['nurse', 'administrator'] }]) {
        const { user, code } = (await create(ward, within())).body;
        expect((await ask(ada, 'PATCH', `/${user.id}`, { name: 'Renamed' })).status).toBe(200);
        expect(await new UserStore(api.database).byInvitation(code)).not.toBeNull();
        expect((await ask(ada, 'PATCH', `/${user.id}`, more)).status).toBe(200);
        const taken = await new TestBrowser(api).ask('POST', '/invitations/accept', { code, password });
        expect(taken.status).toBe(404);
      }
    });

    it('choose among its departments alone', async () => {
      const departments = async (as: SignedInTester) =>
        departmentListSchema.parse(
          (await api.ask('GET', '/api/v1/departments', { key: null, headers: as.headers })).body,
        ).departments;
      expect(await departments(ward)).toEqual(['ICU', 'Ward 2A']);
      expect(await departments(ada)).toContain('Ward 2B');
    });
  });
});
