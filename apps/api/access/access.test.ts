import { describe, expect, it } from 'vitest';
import type { KeyScope, PersonRole } from '#contracts/permissions';
import type { KeyHolder } from '#storage/key-store';
import { Access } from './access.js';
import { credentialOf } from './credential.js';
import { KeyRing } from './key-ring.js';
import { asksLoopback, originIsOurs, provenSameOrigin } from './same-origin.js';

const reader = `wm_${'r'.repeat(43)}`;

/** A key list that counts how often it is asked. */
function keyList(scopes: Record<string, KeyScope[]>) {
  return {
    asked: 0,
    async verify(token: string): Promise<KeyHolder | null> {
      this.asked++;
      if (!scopes[token]) return null;
      const house = { siteIds: null, departments: null, readerIds: null };
      return { id: 1, name: 'a key', keyKind: 'integration', scopes: scopes[token], ...house };
    },
  };
}

describe('the credential of a request', () => {
  it.each([
    [{ authorization: 'Bearer wm_1' }, { kind: 'key', token: 'wm_1' }],
    [{ authorization: 'bearer  wm_1 ' }, { kind: 'key', token: 'wm_1' }],
    [{ cookie: 'a=b; __Host-wardmap=s2; c=d' }, { kind: 'session', token: 's2' }],
    [
      { authorization: 'Bearer wm_1', cookie: '__Host-wardmap=s2' },
      { kind: 'key', token: 'wm_1' },
    ],
    [
      { authorization: 'Basic abc', cookie: '__Host-wardmap=s2' },
      { kind: 'key', token: '' },
    ],
    [{ cookie: 'not__Host-wardmap=s2; wardmap=s3; __Host-wardmap=' }, null],
    [{}, null],
  ])('in %j is %j', (headers, credential) => {
    expect(credentialOf(headers)).toEqual(credential);
  });
});

describe('where a request comes from', () => {
  it('is ours without an Origin, or with the one that was asked', () => {
    expect(originIsOurs({ host: 'rtls.hospital:8080' })).toBe(true);
    expect(originIsOurs({ host: 'rtls.hospital:8080', origin: 'https://rtls.hospital:8080' })).toBe(true);
    expect(originIsOurs({ host: 'rtls.hospital', origin: 'https://rtls.hospital' })).toBe(true);
    expect(originIsOurs({ host: 'rtls.hospital', origin: 'https://rtls.hospital.evil' })).toBe(false);
    expect(originIsOurs({ host: 'rtls.hospital', origin: 'null' })).toBe(false);
  });

  it('is proven only by what browsers set themselves', () => {
    const host = 'rtls.hospital';
    expect(provenSameOrigin({ host })).toBe(false);
    expect(provenSameOrigin({ host, 'sec-fetch-site': 'same-origin' })).toBe(true);
    expect(provenSameOrigin({ host, 'sec-fetch-site': 'same-site' })).toBe(false);
    expect(provenSameOrigin({ host, 'sec-fetch-site': 'none' })).toBe(false);
  });

  it.each([
    ['localhost', true],
    ['LOCALHOST:8080', true],
    ['[::1]:8080', true],
    ['127.0.0.1:8080', true],
    ['127.0.0.1.nip.io', false],
    ['localhost@evil', false],
    ['', false],
  ])('asks a loopback address as %s: %s', (host, loopback) => {
    expect(asksLoopback({ host })).toBe(loopback);
  });
});

describe('the key ring', () => {
  it('asks once for many requests, remembers for ten seconds, and never remembers a refusal', async () => {
    let now = 0;
    const store = keyList({ [reader]: ['read'] });
    const ring = new KeyRing(store, () => now);
    await Promise.all([ring.holderOf(reader), ring.holderOf(reader)]);
    await ring.holderOf(reader);
    expect(store.asked).toBe(1);
    now = 10_001;
    await ring.holderOf(reader);
    expect(store.asked).toBe(2);
    const unknown = `wm_${'u'.repeat(43)}`;
    expect([await ring.holderOf(unknown), await ring.holderOf(unknown)]).toEqual([null, null]);
    expect(store.asked).toBe(4);
  });

  it('does not trouble the database with what is no key', async () => {
    const store = keyList({});
    const ring = new KeyRing(store);
    for (const token of ['', 'wm_', "wm_' OR 1=1 --", `wm_${'x'.repeat(300)}`])
      expect(await ring.holderOf(token)).toBe(null);
    expect(store.asked).toBe(0);
  });
});

describe('access', () => {
  const nurse = {
    id: 7,
    name: 'Nora',
    email: 'nora@hospital.example',
    sessionId: 3,
    siteIds: [1],
    departments: ['ICU'],
  };
  const sessions = {
    verify: async (token: string) => (token === 's' ? { ...nurse, roles: ['nurse' as PersonRole] } : null),
  };
  const access = (seers: PersonRole[] = []) =>
    new Access(new KeyRing(keyList({ [reader]: ['read'] })), sessions, async () => seers);
  const asked = (headers: Record<string, string>, method = 'GET') => ({
    ...{ method, headers, address: '10.0.0.1', requestId: 'r1' },
  });
  const key = { authorization: `Bearer ${reader}` };
  const cookie = { cookie: '__Host-wardmap=s', host: 'rtls.hospital' };

  it('tells who asks: a key, or somebody signed in, and what they are shown', async () => {
    expect(await access().demand('assets.see', asked(key))).toMatchObject({ kind: 'key', scopes: ['read'] });
    const visibility = { siteIds: [1], departments: ['ICU'], persons: false };
    expect(await access().demand('assets.see', asked(cookie))).toMatchObject({ kind: 'person', id: 7, visibility });
    expect(await access(['nurse']).actorOf(asked(cookie))).toMatchObject({ visibility: { persons: true } });
  });

  it('tells nobody known from one who may not', async () => {
    const refused = (status: number) => ({ problem: { status } });
    await expect(access().demand('assets.change', asked(key))).rejects.toMatchObject(refused(403));
    await expect(access().demand('users.manage', asked(cookie))).rejects.toMatchObject(refused(403));
    await expect(access().demand('assets.see', asked({}))).rejects.toMatchObject(refused(401));
    await expect(access().demand('assets.see', asked({ cookie: '__Host-wardmap=t' }))).rejects.toMatchObject(
      refused(401),
    );
  });

  it('refuses what is of the whole house to whoever is for a part of it, in other words than to another role', async () => {
    const administrator = { ...nurse, roles: ['administrator' as PersonRole] };
    const of = (part: { siteIds: number[] | null; departments: string[] | null }) =>
      new Access(new KeyRing(keyList({})), { verify: async () => ({ ...administrator, ...part }) }, async () => []);
    const detail = 'You may not look at the audit trail: that is of the whole house, and you are for a part of it.';
    for (const part of [
      { siteIds: [1], departments: null },
      { siteIds: null, departments: ['ICU'] },
    ])
      await expect(of(part).demand('audit.see', asked(cookie))).rejects.toMatchObject({
        problem: { status: 403, detail },
      });
    await expect(of({ siteIds: null, departments: null }).demand('audit.see', asked(cookie))).resolves.toMatchObject({
      id: 7,
    });
    await expect(access().demand('audit.see', asked(cookie))).rejects.toMatchObject({
      problem: { detail: 'Your role may not look at the audit trail.' },
    });
  });

  it('takes a change by a session only from a page of ours', async () => {
    const change = (headers: Record<string, string>) =>
      access().demand('labels.add', asked({ ...cookie, ...headers }, 'POST'));
    await expect(change({ 'sec-fetch-site': 'same-origin' })).resolves.toMatchObject({ kind: 'person' });
    await expect(change({})).rejects.toMatchObject({ problem: { status: 403 } });
    await expect(change({ 'sec-fetch-site': 'cross-site' })).rejects.toMatchObject({ problem: { status: 403 } });
  });
});
