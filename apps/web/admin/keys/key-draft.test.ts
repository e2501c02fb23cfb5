import { describe, expect, it } from 'vitest';
import { expiryOf, newKeyOf, type KeyDraft } from './key-draft.js';

const now = Date.parse('2026-11-21T12:00:00Z');
const gateway: KeyDraft = {
  kind: 'gateway',
  name: 'Cupboard B2',
  readerKeys: ['gw-1'],
  scopes: [],
  siteIds: null,
  departments: null,
  expiry: 'never',
  lastDay: '',
};

describe('the form of a key', () => {
  it('asks a gateway for readers and another system for what it may do', () => {
    expect(newKeyOf(gateway, now)).toEqual({
      key: { kind: 'gateway', name: 'Cupboard B2', readerKeys: ['gw-1'], expiresAt: null },
    });
    const empty = newKeyOf({ ...gateway, readerKeys: [], name: ' ' }, now);
    expect('problems' in empty && Object.keys(empty.problems).sort()).toEqual(['name', 'readerKeys']);
    const system = newKeyOf({ ...gateway, kind: 'integration', departments: [] }, now);
    expect('problems' in system && system.problems).toEqual({
      scopes: 'Choose at least one thing it may do.',
      departments: 'Choose at least one department, or all departments.',
    });
  });

  it('ends after the chosen days, or with the chosen day', () => {
    expect(expiryOf({ ...gateway, expiry: '30' }, now)).toBe('2026-12-21T12:00:00.000Z');
    expect(Date.parse(expiryOf({ ...gateway, expiry: 'own', lastDay: '2027-03-01' }, now)!)).toBeGreaterThan(now);
  });

  it('refuses a day that is over or is none', () => {
    for (const lastDay of ['', '2026-11-01', 'tomorrow']) {
      const result = newKeyOf({ ...gateway, expiry: 'own', lastDay }, now);
      expect('problems' in result && result.problems.expiresAt).toBe('Choose a day from tomorrow on.');
    }
  });
});
