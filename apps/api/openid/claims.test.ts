import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PersonRole } from '#contracts/permissions';
import { claimAt, type Claims, personOf } from './claims.js';

const settings = {
  WARDMAP_OPENID_EMAIL_CLAIM: 'email',
  WARDMAP_OPENID_NAME_CLAIM: 'name',
  WARDMAP_OPENID_ROLE_CLAIM: 'realm.groups',
  WARDMAP_OPENID_ROLE_MAP: new Map<string, PersonRole>([
    ['ward', 'nurse'],
    ['it', 'administrator'],
  ]),
  WARDMAP_OPENID_DEPARTMENT_CLAIM: 'unit',
  WARDMAP_OPENID_SITE_CLAIM: undefined,
};
const nora = {
  sub: '7',
  email: 'Nora@Hospital.example',
  name: 'Nora',
  realm: { groups: ['ward', 'x'] },
  unit: ['ICU', 'ER'],
};
const outcome = (changes: Claims, changed: Partial<typeof settings> = {}) =>
  personOf('https://id', { ...nora, ...changes }, { ...settings, ...changed });

describe('the claims of an identity provider', () => {
  it('make somebody a person with roles and departments', () => {
    expect(outcome({})).toEqual({
      person: {
        ...{ issuer: 'https://id', subject: '7', email: 'nora@hospital.example', name: 'Nora', roles: ['nurse'] },
        ...{ departments: ['ER', 'ICU'], siteKeys: undefined },
      },
    });
  });

  it('may be one text instead of a list, and "*" for all departments', () => {
    expect(outcome({ realm: { groups: 'it' }, unit: '*' })).toMatchObject({
      person: { roles: ['administrator'], departments: null },
    });
  });

  it('leave the departments to an administrator when no claim is named', () => {
    expect(outcome({}, { WARDMAP_OPENID_DEPARTMENT_CLAIM: undefined })).toMatchObject({
      person: { departments: undefined },
    });
  });

  it.each<[Claims, string]>([
    [{ realm: {} }, 'no-role'],
    [{ realm: { groups: ['Ward', 'constructor'] } }, 'no-role'],
    [{ realm: { groups: [7, null] } }, 'no-role'],
    [{ unit: [] }, 'no-department'],
    [{ unit: undefined }, 'no-department'],
    [{ unit: { '*': true } }, 'no-department'],
    [{ email: undefined }, 'no-email'],
    [{ email: 'nora' }, 'no-email'],
  ])('%j are refused: %s', (changes, refused) => {
    expect(outcome(changes)).toEqual({ refused });
  });

  it('never give a role that is not in the map, whatever they are', () => {
    fc.assert(
      fc.property(fc.anything(), (groups) => {
        const answer = outcome({ realm: { groups } });
        const given = [groups].flat().filter((group) => typeof group === 'string' && ['ward', 'it'].includes(group));
        if ('person' in answer) expect(given).not.toEqual([]);
      }),
    );
  });

  it('are found by name first, then by path, and never in what objects inherit', () => {
    expect(claimAt({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
    expect(claimAt({ a: { b: 2 } }, 'a.b')).toBe(2);
    expect(claimAt({ a: 'text' }, 'a.length')).toBe(undefined);
    expect(claimAt({}, '__proto__.constructor')).toBe(undefined);
  });
});
