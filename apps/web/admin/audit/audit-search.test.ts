import { describe, expect, it } from 'vitest';
import { auditFilterSchema } from '#contracts/audit';
import { emptySearch, endsBeforeItBegins, paramsOf, queryOf, searchOf } from './audit-search.js';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('the search of the audit trail', () => {
  it('survives its way through the address of the page', () => {
    const search = { ...emptySearch, range: 'all' as const, actor: 'Ann & Co', action: 'export' as const };
    expect(searchOf(new URLSearchParams(paramsOf(search).toString()))).toEqual(search);
    expect(paramsOf(emptySearch).toString()).toBe('');
  });

  it('ignores what an address cannot mean', () => {
    expect(searchOf(new URLSearchParams('range=toString&action=nothing'))).toEqual(emptySearch);
  });

  it('asks the server for what it understands', () => {
    const query = queryOf({ ...emptySearch, range: 'day', actor: ' anna ', action: 'key.rotate' }, now);
    expect(auditFilterSchema.parse(Object.fromEntries(query))).toEqual({
      from: '2026-11-20T12:00:00.000Z',
      actor: 'anna',
      action: 'key.rotate',
    });
    expect(queryOf({ ...emptySearch, range: 'all' }, now).toString()).toBe('');
  });

  it('takes the own range in the time of this computer, and an open end as none', () => {
    const from = '2026-11-21T08:30';
    const query = queryOf({ ...emptySearch, range: 'own', from }, now);
    expect(Object.fromEntries(query)).toEqual({ from: new Date(from).toISOString() });
    expect(endsBeforeItBegins({ ...emptySearch, range: 'own', from, to: '2026-11-20T08:30' })).toBe(true);
    expect(endsBeforeItBegins({ ...emptySearch, range: 'own', from, to: '' })).toBe(false);
  });
});
