import { describe, expect, it } from 'vitest';
import type { UserView } from '#contracts/people';
import { changeOf, draftProblems, emptyDraft, newUserOf, userState } from './user-draft.js';

const user: UserView = {
  id: 7,
  email: 'anna@hospital.example',
  name: 'Anna Berg',
  roles: ['nurse', 'biomed'],
  siteIds: null,
  departments: ['Surgery'],
  signIn: 'password',
  secondFactor: false,
  createdAt: '2026-11-01T08:00:00Z',
  lastSignInAt: null,
  disabledAt: null,
};

describe('the form of a user', () => {
  it('says in plain words what is missing, each at its field', () => {
    const problems = draftProblems({ ...emptyDraft(null), siteIds: [] });
    expect(Object.keys(problems!).sort()).toEqual(['email', 'name', 'roles', 'siteIds']);
    expect(problems!.roles).toBe('Choose at least one role.');
    expect(problems!.form).toBeUndefined();
    expect(draftProblems(newUserOf(user) as typeof user)).toBeNull();
  });

  it('begins with what the one who invites sees', () => {
    expect(emptyDraft({ siteIds: [3], departments: null }).siteIds).toEqual([3]);
  });

  it('sends only what differs, whatever the order', () => {
    expect(changeOf(user, { ...user, roles: ['biomed', 'nurse'], name: ' Anna Berg ' })).toBeNull();
    expect(changeOf(user, { ...user, departments: null })).toEqual({ departments: null });
    expect(changeOf(user, { ...user, siteIds: [1], roles: ['nurse'] })).toEqual({ siteIds: [1], roles: ['nurse'] });
  });

  it('calls a disabled user disabled even before the first password', () => {
    expect(userState(user)).toBe('active');
    expect(userState({ ...user, signIn: 'invited' })).toBe('invited');
    expect(userState({ ...user, signIn: 'invited', disabledAt: '2026-11-02T08:00:00Z' })).toBe('disabled');
  });
});
