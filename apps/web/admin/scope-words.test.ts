import { describe, expect, it } from 'vitest';
import { wholeHouse } from '#contracts/visibility';
import { mayWords, scopeSentences, scopeSummary } from './scope-words.js';

const names = new Map([
  [1, 'North'],
  [2, 'South'],
]);

describe('the part of the house somebody sees, in words', () => {
  it('is everything for who has no limits', () => {
    expect(scopeSentences({ siteIds: null, departments: null }, names)).toEqual(['Sees all equipment at all sites.']);
    expect(scopeSummary({ siteIds: null, departments: null }, names)).toBe('Whole house');
  });

  it('names departments and sites in order, and says that nothing else is sent', () => {
    const scope = { siteIds: [2, 1], departments: ['Surgery', 'Intensive care'] };
    const sentences = scopeSentences(scope, names);
    expect(sentences[0]).toBe(
      'Sees equipment of Intensive care and Surgery, and equipment that belongs to no department at North and South.',
    );
    expect(sentences.at(-1)).toContain('not sent');
    expect(scopeSummary(scope, names)).toBe('North and South · Intensive care and Surgery');
  });

  it('does not hide a site that is not known here', () => {
    expect(scopeSummary({ siteIds: [9], departments: null }, names)).toBe('site 9');
  });

  it('says what roles and keys may in the words of the permission table', () => {
    const nurse = { roles: ['nurse'] as const, ...wholeHouse };
    expect(mayWords(nurse)).toContain('look at floor plans');
    expect(mayWords(nurse)).not.toContain('manage users');
    expect(mayWords({ scopes: ['ingest'], ...wholeHouse })).toEqual(['send readings, positions or telemetry']);
  });

  it('promises an administrator of one department nothing that is of the whole house', () => {
    const administrator = { roles: ['administrator'] as const, siteIds: null };
    expect(mayWords({ ...administrator, departments: null })).toContain('look at the audit trail');
    const words = mayWords({ ...administrator, departments: ['Surgery'] });
    expect(words).toContain('manage users');
    expect(words).not.toContain('look at the audit trail');
  });
});
