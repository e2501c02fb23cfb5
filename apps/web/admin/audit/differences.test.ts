import { describe, expect, it } from 'vitest';
import { differences, fieldWords, valueWords } from './differences.js';

describe('what changed between two recorded states', () => {
  it('is only what differs, however deep it stands', () => {
    const before = { name: 'Anna', roles: ['nurse'], siteIds: null, grant: { hours: 1, kept: true } };
    const after = { name: 'Anna', roles: ['nurse', 'biomed'], siteIds: [2], grant: { hours: 4, kept: true } };
    expect(differences(before, after)).toEqual([
      { field: 'roles', before: ['nurse'], after: ['nurse', 'biomed'] },
      { field: 'siteIds', before: null, after: [2] },
      { field: 'grant.hours', before: 1, after: 4 },
    ]);
  });

  it('is everything when there was nothing before, or is nothing after', () => {
    expect(differences(null, { name: 'B2', scopes: [] })).toEqual([
      { field: 'name', before: undefined, after: 'B2' },
      { field: 'scopes', before: undefined, after: [] },
    ]);
    expect(differences({ name: 'B2' }, null)).toEqual([{ field: 'name', before: 'B2', after: undefined }]);
    expect(differences(null, null)).toEqual([]);
  });

  it('tells things of a list apart by their place, and takes plain values and wholes as they are', () => {
    expect(differences({ zones: [{ key: 'a' }] }, { zones: [{ key: 'a' }, { key: 'b' }] })).toEqual([
      { field: 'zones.2.key', before: undefined, after: 'b' },
    ]);
    expect(differences('on', 'off')).toEqual([{ field: '', before: 'on', after: 'off' }]);
  });
});

describe('recorded things in words', () => {
  it('says fields as people would', () => {
    expect(fieldWords('historyHours')).toBe('History hours');
    expect(fieldWords('siteIds')).toBe('Sites');
    expect(fieldWords('zones.2.key')).toBe('Zones, 2, key');
  });

  it('says values as people would', () => {
    expect(valueWords('roles', ['nurse', 'biomed'])).toBe('nurse, biomed');
    expect(valueWords('grant.siteIds', null)).toBe('all');
    expect(valueWords('expiresAt', null)).toBe('–');
    expect(valueWords('expiresAt', '2026-11-21T12:00:00.000Z', 'UTC')).toBe('21 Nov 2026, 12:00:00');
    expect(valueWords('enabled', false)).toBe('no');
    expect(valueWords('name', '2026-99-99T99:99:99Z')).toBe('2026-99-99T99:99:99Z');
  });
});
