import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { io, type Socket } from 'socket.io-client';
import { livePath } from '#contracts/live';
import { sessionListSchema } from '#contracts/people';
import { inTransaction } from '#storage/in-transaction';
import { UserStore } from '#storage/user-store';
import { Passwords } from '../../apps/api/people/passwords.js';
import { patience } from '../support/patience.js';
import { TestBrowser } from './people-browser.js';
import { startTestApi, type TestApi } from './running-api.js';

const password = 'seven rivers and a lamp';

describe('the own account', () => {
  let api: TestApi;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    api = await startTestApi('postgres');
  });
  beforeEach(() => api.database.pool.query('DELETE FROM sign_in_delay'));
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await api?.close();
  });

  let made = 0;
  async function makeNurse(): Promise<string> {
    const email = `nurse${++made}@hospital.example`;
    const hash = await new Passwords().hash(password);
    await inTransaction(api.database.pool, async (client) => {
      const users = new UserStore(api.database);
      const grant = { roles: ['nurse' as const], siteIds: null, departments: null };
      const { id } = await users.create({ email, name: 'Nora Lind', ...grant }, client);
      await users.setPassword(id, hash, client);
    });
    return email;
  }
  async function signedIn(email: string, userAgent: string, shared = true): Promise<TestBrowser> {
    const browser = new TestBrowser(api, { 'User-Agent': userAgent });
    expect((await browser.ask('POST', '/session', { email, password, shared })).status).toBe(200);
    return browser;
  }
  const status = async (browser: TestBrowser) => (await browser.ask('GET', '/session')).status;

  it('lists its sessions, ends one of them, and all others', async () => {
    const email = await makeNurse();
    const here = await signedIn(email, 'ward computer');
    const phone = await signedIn(email, 'telephone', false);
    const old = await signedIn(email, 'old laptop');
    const listed = sessionListSchema.parse((await here.ask('GET', '/account/sessions')).body).sessions;
    expect(listed.map(({ userAgent, shared, current }) => [userAgent, shared, current])).toEqual(
      expect.arrayContaining([
        ['ward computer', true, true],
        ['telephone', false, false],
        ['old laptop', true, false],
      ]),
    );
    expect(JSON.stringify(listed)).not.toContain(here.cookie.split('=')[1]);

    const laptop = listed.find(({ userAgent }) => userAgent === 'old laptop')!;
    expect((await here.ask('DELETE', `/account/sessions/${laptop.id}`)).status).toBe(204);
    expect((await here.ask('DELETE', `/account/sessions/${laptop.id}`)).status).toBe(404);
    expect([await status(old), await status(phone), await status(here)]).toEqual([401, 200, 200]);
    expect((await here.ask('DELETE', '/account/sessions')).status).toBe(204);
    expect([await status(phone), await status(here)]).toEqual([401, 200]);
  });

  it('neither lists nor ends the sessions of others', async () => {
    const mine = await signedIn(await makeNurse(), 'mine');
    const theirs = await signedIn(await makeNurse(), 'theirs');
    const [{ id }] = (await theirs.ask('GET', '/account/sessions')).body.sessions;
    expect((await mine.ask('DELETE', `/account/sessions/${id}`)).status).toBe(404);
    expect(JSON.stringify((await mine.ask('GET', '/account/sessions')).body)).not.toContain('theirs');
    expect(await status(theirs)).toBe(200);
  });

  it('changes its password for one that is not weak, with the one it has, and ends the other sessions', async () => {
    const email = await makeNurse();
    const [here, there] = [await signedIn(email, 'here'), await signedIn(email, 'there')];
    const change = (current: string, next: string) => here.ask('POST', '/account/password', { current, next });
    const next = 'eight hills and no lamp';
    for (const [current, wanted, pointer, code] of [
      ['not the right one', next, '/current', 403],
      [password, 'Password-2026', '/next', 400],
      [password, `${email}`, '/next', 400],
      [password, password, '/next', 400],
      [password, 'short', '/next', 400],
    ] as const) {
      const answer = await change(current, wanted);
      expect([wanted, answer.status, answer.body.errors[0].pointer]).toEqual([wanted, code, pointer]);
    }
    expect((await change(password, next)).status).toBe(204);
    expect([await status(here), await status(there)]).toEqual([200, 401]);
    const signIn = (given: string) => new TestBrowser(api).ask('POST', '/session', { email, password: given });
    expect([(await signIn(password)).status, (await signIn(next)).status]).toEqual([401, 200]);
  });

  it('keeps the password that another change of it was first to set', async () => {
    const email = await makeNurse();
    const here = await signedIn(email, 'here');
    const first = await new Passwords().hash('nine lakes and a boat');
    const client = await api.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('UPDATE user_account SET password_hash = $2 WHERE email = $1', [email, first]);
      const late = here.ask('POST', '/account/password', { current: password, next: 'eight hills and no lamp' });
      const waiting = async () =>
        (
          await api.database.pool.query(
            `SELECT FROM pg_stat_activity
             WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%user_account%'`,
          )
        ).rowCount;
      await expect.poll(waiting, patience).toBe(1);
      await client.query('COMMIT');
      expect((await late).status).toBe(409);
    } finally {
      client.release();
    }
    const { rows } = await api.database.pool.query('SELECT password_hash FROM user_account WHERE email = $1', [email]);
    expect(rows).toEqual([{ password_hash: first }]);
  });

  it('is changed only from a page of this server', async () => {
    const { headers } = await api.signIn('nurse');
    const end = (more: Record<string, string>) =>
      api.ask('DELETE', '/api/v1/account/sessions', { key: null, headers: { ...headers, ...more } });
    expect((await end({ 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await end({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await end({})).status).toBe(204);
  });

  it('is nothing that a key has', async () => {
    expect((await api.ask('GET', '/api/v1/account/sessions')).status).toBe(403);
    expect((await api.ask('DELETE', '/api/v1/session')).status).toBe(403);
  });

  describe('with an open live connection', () => {
    const opened = (cookie: string) =>
      new Promise<Socket>((resolve, reject) => {
        const socket = io(api.url, {
          ...{ path: livePath, transports: ['websocket'], reconnection: false, forceNew: true },
          extraHeaders: { Cookie: cookie },
        });
        sockets.push(socket);
        socket.on('connect', () => resolve(socket)).on('connect_error', reject);
      });

    it('loses it when it signs out', async () => {
      const browser = await signedIn(await makeNurse(), 'map');
      const socket = await opened(browser.cookie);
      await browser.ask('DELETE', '/session');
      await expect.poll(() => socket.connected, patience).toBe(false);
      await expect(opened(browser.cookie || 'none=1')).rejects.toThrow();
    });

    it('loses it when the session has been idle, although the connection is open', async () => {
      const { headers, sessionId } = await api.signIn('nurse');
      const socket = await opened(headers.Cookie);
      const ago = (minutes: number) =>
        api.database.pool.query(
          'UPDATE user_session SET last_used_at = now() - make_interval(mins => $2) WHERE id = $1',
          [sessionId, minutes],
        );
      await ago(9);
      const passive = await api.ask('GET', '/api/v1/session', {
        key: null,
        headers: { ...headers, 'X-Wardmap-Idle': '1' },
      });
      expect(passive.status).toBe(200);
      const { rows } = await api.database.pool.query(
        `SELECT last_used_at < now() - interval '8 minutes' AS idle FROM user_session WHERE id = $1`,
        [sessionId],
      );
      expect(rows).toEqual([{ idle: true }]);
      await ago(16);
      await expect.poll(() => socket.connected, patience).toBe(false);
    });

    it('loses it when an administrator disables it', async () => {
      const nurse = await api.signIn('nurse');
      const { headers } = await api.signIn('administrator');
      const socket = await opened(nurse.headers.Cookie);
      const disabled = await api.ask('PATCH', `/api/v1/users/${nurse.id}`, {
        ...{ key: null, headers, body: { disabled: true } },
      });
      expect(disabled.status).toBe(200);
      await expect.poll(() => socket.connected, patience).toBe(false);
    });
  });
});
