import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '#storage/database';
import { inTransaction } from '#storage/in-transaction';
import { SessionStore } from '#storage/session-store';
import { UserStore } from '#storage/user-store';
import { openMigrated } from './open-migrated.js';

const timeouts = { sharedIdleS: 900, sharedS: 12 * 3600, ownIdleS: 12 * 3600, ownS: 7 * 86_400 };

describe('sessions', () => {
  let database: Database;
  let nowMs = Date.UTC(2026, 10, 21);
  let sessions: SessionStore;
  let userId: number;
  beforeAll(async () => {
    database = await openMigrated('sessions');
    sessions = new SessionStore(database, timeouts, () => nowMs);
    const grant = { roles: ['nurse' as const], siteIds: [1], departments: null };
    const nora = { email: 'nora@hospital.example', name: 'Nora', ...grant };
    userId = (await inTransaction(database.pool, (client) => new UserStore(database).create(nora, client))).id;
  });
  afterAll(() => database?.close());

  const open = (shared: boolean) =>
    inTransaction(database.pool, (client) =>
      sessions.open(userId, { shared, address: '10.0.0.1', userAgent: 'browser' }, client),
    );
  const minutes = (count: number) => {
    nowMs += count * 60_000;
  };

  it('tell whose they are, by a token that is stored as its digest alone', async () => {
    const { token } = await open(true);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await sessions.verify(token)).toMatchObject({ id: userId, name: 'Nora', roles: ['nurse'], siteIds: [1] });
    expect(await sessions.verify(token.slice(1))).toBeNull();
    expect(await sessions.verify('a'.repeat(43))).toBeNull();
    expect(await sessions.verify("' OR 1=1 --")).toBeNull();
  });

  it.each([
    [true, 15],
    [false, 12 * 60],
  ])('that are idle end (on a shared computer: %s) after %i minutes', async (shared, idleMinutes) => {
    const { token } = await open(shared);
    for (let times = 0; times < 3; times++) {
      minutes(idleMinutes - 1);
      expect(await sessions.verify(token)).not.toBeNull();
    }
    minutes(idleMinutes);
    expect(await sessions.verify(token)).toBeNull();
  });

  it('are not kept from idling by what nobody caused', async () => {
    const { token } = await open(true);
    minutes(10);
    expect(await sessions.verify(token, { passive: true })).not.toBeNull();
    minutes(5);
    expect(await sessions.verify(token, { passive: true })).toBeNull();
  });

  it.each([
    [true, 12 * 60],
    [false, 7 * 24 * 60],
  ])('that are used all the time end (on a shared computer: %s) after %i minutes', async (shared, mostMinutes) => {
    const { token, endsAt } = await open(shared);
    const step = 10;
    for (let passed = step; passed < mostMinutes; passed += step) {
      minutes(step);
      if ((await sessions.verify(token)) === null) throw new Error(`ended after ${passed} minutes`);
    }
    minutes(step);
    expect(nowMs).toBe(endsAt.getTime());
    expect(await sessions.verify(token)).toBeNull();
  });

  it('note their use once a minute at most', async () => {
    const { token, sessionId } = await open(true);
    const lastUsed = async () =>
      (await sessions.list(userId)).find(({ id }) => id === sessionId)!.lastUsedAt.getTime() - nowMs;
    nowMs += 50_000;
    await sessions.verify(token);
    expect(await lastUsed()).toBe(-50_000);
    nowMs += 20_000;
    await sessions.verify(token);
    expect(await lastUsed()).toBe(0);
  });

  it('end one by one, all but one, and with their person', async () => {
    const [one, two, three] = [await open(true), await open(false), await open(false)];
    await inTransaction(database.pool, async (client) => {
      expect(await sessions.end(userId + 1, one.sessionId, client)).toBe(false);
      expect(await sessions.end(userId, one.sessionId, client)).toBe(true);
      expect(await sessions.end(userId, one.sessionId, client)).toBe(false);
    });
    expect(await sessions.verify(one.token)).toBeNull();
    await inTransaction(database.pool, (client) => sessions.endAll(userId, client, two.sessionId));
    expect(await sessions.verify(two.token)).not.toBeNull();
    expect(await sessions.verify(three.token)).toBeNull();
    expect((await sessions.list(userId)).map(({ id }) => id)).toEqual([two.sessionId]);
    await database.pool.query('UPDATE user_account SET disabled_at = now() WHERE id = $1', [userId]);
    expect(await sessions.verify(two.token)).toBeNull();
  });
});
