import type { UserView } from '#contracts/people';
import type { UserInfo } from '#storage/user-store';
import { isDemoEmail } from './demo-users.js';

/** A user as administrators see them. */
export function viewOf(user: UserInfo): UserView {
  const { id, email, name, roles, siteIds, departments, secondFactor } = user;
  return {
    ...{ id, email, name, roles, siteIds, departments, secondFactor },
    signIn: signInOf(user),
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
    disabledAt: user.disabledAt?.toISOString() ?? null,
  };
}

function signInOf({ email, hasOpenId, hasPassword }: UserInfo): UserView['signIn'] {
  if (hasOpenId) return 'openid';
  if (hasPassword) return 'password';
  return isDemoEmail(email) ? 'demo' : 'invited';
}
