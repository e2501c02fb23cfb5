import { describe, expect, it } from 'vitest';
import type { UserView } from '#contracts/people';
import { actionsFor } from './user-actions.js';

const user: UserView = {
  id: 7,
  email: 'anna@hospital.example',
  name: 'Anna Berg',
  roles: ['nurse'],
  siteIds: null,
  departments: null,
  signIn: 'password',
  secondFactor: true,
  createdAt: '2026-11-01T08:00:00Z',
  lastSignInAt: null,
  disabledAt: null,
};

describe('what can be done to the access of somebody', () => {
  it('fits how they sign in', () => {
    expect(actionsFor(user, false)).toEqual(['again', 'signOut', 'reset', 'disable']);
    expect(actionsFor({ ...user, signIn: 'invited', secondFactor: false }, false)).toEqual(['again', 'disable']);
    expect(actionsFor({ ...user, signIn: 'openid', secondFactor: false }, false)).toEqual(['signOut', 'disable']);
  });

  it('is only to enable who is disabled', () => {
    expect(actionsFor({ ...user, disabledAt: '2026-11-02T08:00:00Z' }, false)).toEqual(['enable']);
  });

  it('never takes an administrator their own way in', () => {
    expect(actionsFor(user, true)).toEqual(['signOut']);
  });
});
