import { describe, expect, it } from 'vitest';
import { retentionKinds, retentionSchema, type Retention } from '#contracts/privacy';
import { personsDraft, personsOf } from './persons-draft.js';
import { fits, kinds, retentionDraft, retentionOf, shortened } from './retention-draft.js';

describe('the form of tags that persons carry', () => {
  const draft = { ...personsDraft({ enabled: false }), reason: 'Staff calls for help', roles: ['security' as const] };

  it('keeps no history unless hours are chosen', () => {
    expect(personsOf(draft)).toEqual({
      persons: { enabled: true, reason: 'Staff calls for help', roles: ['security'], historyHours: null },
    });
    expect(personsOf({ ...draft, keepsHistory: true, hours: '8' })).toMatchObject({ persons: { historyHours: 8 } });
  });

  it('says in plain words what is missing', () => {
    const result = personsOf({ reason: 'short', roles: [], keepsHistory: true, hours: '1.5' });
    expect('problems' in result && Object.keys(result.problems)).toEqual(['reason', 'roles', 'historyHours']);
    expect('problems' in result && result.problems.historyHours).toBe('A whole number of hours from 1 to 8760.');
  });

  it('begins with what holds now', () => {
    const held = {
      enabled: true as const,
      reason: 'Staff calls for help',
      roles: ['nurse' as const],
      historyHours: 48,
    };
    expect(personsOf(personsDraft(held))).toEqual({ persons: held });
  });
});

describe('the form of retention', () => {
  const usual = Object.fromEntries(kinds.map((kind) => [kind, retentionKinds[kind].usual])) as Retention;

  it('takes only whole days within the bounds of each kind', () => {
    expect(fits('positions', '2')).toBe(true);
    for (const typed of ['1', '3651', '', 'ten', '7.5', '-3', '1e3']) expect(fits('positions', typed)).toBe(false);
    expect(fits('audit', '364')).toBe(false);
  });

  it('sends what was typed', () => {
    const draft = { ...retentionDraft(usual), positions: ' 30 ' };
    expect(retentionSchema.parse(retentionOf(draft))).toEqual({ ...usual, positions: 30 });
  });

  it('knows what would be removed', () => {
    expect(shortened(usual, { ...usual, positions: 30, traffic: 60 })).toEqual(['positions']);
    expect(shortened(usual, usual)).toEqual([]);
  });
});
