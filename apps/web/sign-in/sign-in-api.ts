import type { z } from 'zod';
import { signedInSchema, type signInSchema } from '#contracts/people';
import { send, sendJson } from '../app/api.js';

export type SignInRequest = z.input<typeof signInSchema>;

/** @returns whether a code is asked for as well. @throws ApiError 401 for a wrong password, 429 after too many */
export function signIn(request: SignInRequest): Promise<{ secondFactorNeeded: boolean }> {
  return sendJson('POST', '/session', signedInSchema, request);
}

/** Signs in as one of the ready users of a demonstration. */
export function signInAsDemoUser(user: string): Promise<void> {
  return send('/session/demo', { user });
}

/** Where the hospital's own sign-in begins. */
export function openIdAddress(shared: boolean): string {
  return `/api/v1/openid/start?shared=${shared}`;
}
