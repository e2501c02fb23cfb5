import { describe, expect, it } from 'vitest';
import type { KeyView } from '#contracts/keys';
import { inOrder, keyFlags } from './key-order.js';

const now = Date.parse('2026-11-21T12:00:00Z');
const later = '2026-11-22T12:00:00Z';

function key(change: Partial<KeyView> = {}): KeyView {
  return {
    id: 1,
    kind: 'gateway',
    name: 'Gateway',
    scopes: ['ingest'],
    readerKeys: ['gw-1'],
    siteIds: null,
    departments: null,
    start: 'wm_ab',
    createdAt: '2026-01-01T00:00:00Z',
    createdBy: 'Anna',
    expiresAt: null,
    formerUntil: null,
    formerLastUsedAt: null,
    lastUsedAt: null,
    revokedAt: null,
    state: 'in use',
    ...change,
  };
}

describe('keys to look after', () => {
  it('are those whose former secret is still in use, that end soon or that nobody uses', () => {
    expect(keyFlags(key(), now)).toEqual([]);
    expect(keyFlags(key({ formerUntil: later, formerLastUsedAt: later }), now)).toEqual(['formerInUse']);
    expect(keyFlags(key({ formerUntil: later }), now)).toEqual(['formerWorks']);
    expect(keyFlags(key({ expiresAt: '2026-12-01T00:00:00Z', state: 'unused' }), now)).toEqual([
      'expiresSoon',
      'unused',
    ]);
  });

  it('are not those that end far from now, or whose former secret has stopped', () => {
    expect(keyFlags(key({ expiresAt: '2027-12-01T00:00:00Z' }), now)).toEqual([]);
    expect(keyFlags(key({ formerUntil: '2026-11-20T00:00:00Z', formerLastUsedAt: later }), now)).toEqual([]);
    expect(keyFlags(key({ state: 'revoked', expiresAt: later }), now)).toEqual([]);
  });

  it('come first, then the others by name, and what opens nothing any more at the end', () => {
    const keys = [
      key({ name: 'revoked', state: 'revoked' }),
      key({ name: 'b' }),
      key({ name: 'forgotten', state: 'unused' }),
      key({ name: 'a', state: 'never used' }),
      key({ name: 'expired later', state: 'expired', createdAt: '2026-05-01T00:00:00Z' }),
    ];
    expect(inOrder(keys, now).map(({ name }) => name)).toEqual(['forgotten', 'a', 'b', 'expired later', 'revoked']);
  });
});
