import type { z } from 'zod';
import {
  invitationSchema,
  userListSchema,
  userSchema,
  type changeUserSchema,
  type createUserSchema,
  type Invitation,
  type UserList,
  type UserView,
} from '#contracts/people';
import { getJson, remove, sendJson } from '../../app/api.js';

export type NewUser = z.input<typeof createUserSchema>;
export type UserChange = z.input<typeof changeUserSchema>;

const pageLength = 50;

/** Users whose name or e-mail contains a text, in order of name. `after` is `next` of the page before. */
export function getUsers(search: string, after: string, signal?: AbortSignal): Promise<UserList> {
  const query = new URLSearchParams({ search, limit: String(pageLength), ...(after ? { after } : {}) });
  return getJson(`/users?${query}`, userListSchema, signal);
}

export function createUser(user: NewUser): Promise<Invitation> {
  return sendJson('POST', '/users', invitationSchema, user);
}

export function changeUser(userId: number, change: UserChange): Promise<UserView> {
  return sendJson('PATCH', `/users/${userId}`, userSchema, change);
}

/** A new code for somebody who forgot the password. */
export function inviteAgain(userId: number): Promise<Invitation> {
  return sendJson('POST', `/users/${userId}/invitation`, invitationSchema);
}

export function signOutEverywhere(userId: number): Promise<void> {
  return remove(`/users/${userId}/sessions`);
}

export function resetSecondFactor(userId: number): Promise<void> {
  return remove(`/users/${userId}/second-factor`);
}
