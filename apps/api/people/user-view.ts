import type { UserView } from '#contracts/people';
import type { UserInfo } from '#storage/user-store';

/** A user as administrators see them. */
export function viewOf(user: UserInfo): UserView {
  const { id, email, name, roles, siteIds, departments, secondFactor } = user;
  return {
    ...{ id, email, name, roles, siteIds, departments, secondFactor },
    signIn: user.hasOpenId ? 'openid' : user.hasPassword ? 'password' : 'invited',
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
    disabledAt: user.disabledAt?.toISOString() ?? null,
  };
}
