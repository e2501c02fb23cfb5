import { describe, expect, it } from 'vitest';
import type { KeyScope } from '#contracts/api';
import { Access } from './access.js';
import { keyOfRequest } from './key-of-request.js';
import { KeyRing } from './key-ring.js';
import { asksLoopback, originIsOurs, provenSameOrigin } from './same-origin.js';

const reader = `wm_${'r'.repeat(43)}`;

/** A key list that counts how often it is asked. */
function keyList(scopes: Record<string, KeyScope[]>) {
  return {
    asked: 0,
    async verify(token: string) {
      this.asked++;
      return scopes[token] ? { id: 1, scopes: scopes[token] } : null;
    },
  };
}

describe('the key of a request', () => {
  it.each([
    [{ authorization: 'Bearer wm_1' }, { token: 'wm_1', from: 'header' }],
    [{ authorization: 'bearer  wm_1 ' }, { token: 'wm_1', from: 'header' }],
    [{ cookie: 'a=b; wardmap_key=wm_2; c=d' }, { token: 'wm_2', from: 'cookie' }],
    [
      { authorization: 'Bearer wm_1', cookie: 'wardmap_key=wm_2' },
      { token: 'wm_1', from: 'header' },
    ],
    [
      { authorization: 'Basic abc', cookie: 'wardmap_key=wm_2' },
      { token: '', from: 'header' },
    ],
    [{ cookie: 'not_wardmap_key=wm_2; wardmap_key=' }, null],
    [{}, null],
  ])('in %j is %j', (headers, key) => {
    expect(keyOfRequest(headers)).toEqual(key);
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
  const keys = () => new KeyRing(keyList({ [reader]: ['read'] }));
  const bearer = { authorization: `Bearer ${reader}` };

  it('tells a missing key from one that may not', async () => {
    const access = new Access(keys(), false);
    await expect(access.demand('read', 'GET', bearer)).resolves.toBeUndefined();
    await expect(access.demand('manage', 'GET', bearer)).rejects.toMatchObject({ problem: { status: 403 } });
    await expect(access.demand('read', 'GET', {})).rejects.toMatchObject({ problem: { status: 401 } });
  });

  it('in demo mode opens reading on loopback, and nothing else', async () => {
    const access = new Access(keys(), true);
    await expect(access.demand('read', 'GET', { host: 'localhost:1' })).resolves.toBeUndefined();
    await expect(access.demand('manage', 'GET', { host: 'localhost:1' })).rejects.toMatchObject({
      problem: { status: 401 },
    });
    await expect(access.demand('read', 'GET', { host: 'evil.example' })).rejects.toMatchObject({
      problem: { status: 401, detail: expect.stringContaining('loopback') },
    });
  });
});
