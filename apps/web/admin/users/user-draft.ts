import { createUserSchema, type UserView } from '#contracts/people';
import type { PersonRole } from '#contracts/permissions';
import { usersTexts } from '../../texts/admin-texts.js';
import type { Problems } from '../../forms/field-problems.js';
import { problemsIn } from '../form-problems.js';
import type { NewUser, UserChange } from './users-api.js';

/** What the form of a user holds. */
export interface UserDraft {
  email: string;
  name: string;
  roles: readonly PersonRole[];
  siteIds: readonly number[] | null;
  departments: readonly string[] | null;
}

export const userFields = ['email', 'name', 'roles', 'siteIds', 'departments'] as const;
export type UserProblems = Problems<(typeof userFields)[number]>;

/** The form of a new user, within what the one who invites sees. */
export function emptyDraft(own: { siteIds: readonly number[] | null; departments: readonly string[] | null } | null) {
  return { email: '', name: '', roles: [], siteIds: own?.siteIds ?? null, departments: own?.departments ?? null };
}

/** What is wrong with a form before it is sent, or null. */
export function draftProblems(draft: UserDraft): UserProblems | null {
  const checked = createUserSchema.safeParse(draft);
  return checked.success ? null : problemsIn(checked.error, userFields, usersTexts.wrong);
}

/** The request of a form. */
export function newUserOf({ email, name, roles, siteIds, departments }: UserDraft): NewUser {
  return {
    email,
    name,
    roles: [...roles],
    siteIds: siteIds && [...siteIds],
    departments: departments && [...departments],
  };
}

/** Only what differs from the user as the server knows it; null when nothing does. */
export function changeOf(user: UserView, draft: UserDraft): UserChange | null {
  const { name, roles, siteIds, departments } = newUserOf(draft);
  const change: UserChange = {
    ...(name.trim() === user.name ? {} : { name }),
    ...(sameSet(roles, user.roles) ? {} : { roles }),
    ...(sameSet(siteIds, user.siteIds) ? {} : { siteIds }),
    ...(sameSet(departments, user.departments) ? {} : { departments }),
  };
  return Object.keys(change).length ? change : null;
}

/** How far a user is: disabled comes before anything else. */
export function userState(user: UserView): 'active' | 'disabled' | 'invited' {
  if (user.disabledAt !== null) return 'disabled';
  return user.signIn === 'invited' ? 'invited' : 'active';
}

function sameSet(one: readonly unknown[] | null, other: readonly unknown[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((value) => other.includes(value));
}
