import { describe, expect, it } from 'vitest';
import { type Asker, keyScopes, may, peopleRoles, permissions, permissionsOf, type Rights } from './permissions.js';
import { wholeHouse } from './visibility.js';

/** What cannot be done, or shown, for a part of the house. */
const ofTheHouse = [
  'audit.export',
  'audit.see',
  'privacy.change',
  'status-rules.change',
  'types.change',
  'unassigned.see',
];

const parts: Pick<Asker, 'siteIds' | 'departments'>[] = [
  { siteIds: [1], departments: null },
  { siteIds: null, departments: ['ICU'] },
  { siteIds: [1], departments: ['ICU'] },
  { siteIds: [], departments: null },
  { siteIds: null, departments: [] },
];
const rights: Rights[] = [...peopleRoles.map((role) => ({ roles: [role] })), { scopes: keyScopes }];
const everything: Rights[] = [{ roles: peopleRoles }, { scopes: keyScopes }];

describe('what is of the whole house', () => {
  it('may be done by those who are for all of it', () => {
    const open = everything.flatMap((given) => permissionsOf({ ...given, ...wholeHouse }));
    expect([...new Set(open)].sort()).toEqual([...permissions].sort());
    for (const permission of ['audit.see', 'audit.export', 'privacy.change'] as const)
      expect(may({ roles: ['administrator'], ...wholeHouse }, permission)).toBe(true);
    expect(may({ scopes: ['manage'], ...wholeHouse }, 'unassigned.see')).toBe(true);
  });

  it.each(parts)('may not be done by anybody who is for $siteIds and $departments, and is all they lack', (part) => {
    for (const given of rights) {
      const whole = permissionsOf({ ...given, ...wholeHouse });
      expect(permissionsOf({ ...given, ...part })).toEqual(whole.filter((each) => !ofTheHouse.includes(each)));
    }
  });
});
