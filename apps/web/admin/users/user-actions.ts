import type { Invitation, UserView } from '#contracts/people';
import { usersTexts } from '../../texts/admin-texts.js';
import { userState } from './user-draft.js';
import { changeUser, inviteAgain, resetSecondFactor, signOutEverywhere } from './users-api.js';

/** Something an administrator does to somebody's access. */
export type UserAction = 'again' | 'signOut' | 'reset' | 'disable' | 'enable';

/** Which takes something away from the person. */
export const destroying: ReadonlySet<UserAction> = new Set(['signOut', 'reset', 'disable']);

/** What can be done to somebody's access now. */
export function actionsFor(user: UserView, self: boolean): UserAction[] {
  if (userState(user) === 'disabled') return self ? [] : ['enable'];
  return [
    ...(user.signIn === 'openid' || self ? [] : ['again' as const]),
    ...(user.signIn === 'invited' ? [] : ['signOut' as const]),
    ...(user.secondFactor && !self ? ['reset' as const] : []),
    ...(self ? [] : ['disable' as const]),
  ];
}

/** Does it. @returns the invitation to be shown, or null */
export async function runAction(action: UserAction, userId: number): Promise<Invitation | null> {
  if (action === 'again') return inviteAgain(userId);
  if (action === 'signOut') await signOutEverywhere(userId);
  else if (action === 'reset') await resetSecondFactor(userId);
  else await changeUser(userId, { disabled: action === 'disable' });
  return null;
}

/** What is said once it is done; a new invitation speaks for itself. */
export function doneWords(action: UserAction, name: string): string | null {
  return action === 'again' ? null : usersTexts[action].done(name);
}
