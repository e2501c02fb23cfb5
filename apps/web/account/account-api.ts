import type { z } from 'zod';
import {
  recoveryCodesSchema,
  secondFactorStartedSchema,
  sessionListSchema,
  type changePasswordSchema,
  type endSecondFactorSchema,
  type SecondFactorStarted,
  type SessionList,
} from '#contracts/people';
import { getJson, remove, send, sendJson } from '../app/api.js';

export type PasswordChange = z.input<typeof changePasswordSchema>;

/** @throws ApiError when the present password is wrong or the new one is refused */
export function changePassword(change: PasswordChange): Promise<void> {
  return send('/account/password', change);
}

/** The key for an authenticator app; nothing changes before a code confirmed it. */
export function startSecondFactor(password: string): Promise<SecondFactorStarted> {
  return sendJson('POST', '/account/second-factor', secondFactorStartedSchema, { password });
}

/** @returns the recovery codes, which cannot be had again */
export async function confirmSecondFactor(code: string): Promise<string[]> {
  return (await sendJson('POST', '/account/second-factor/confirm', recoveryCodesSchema, { code })).recoveryCodes;
}

/** @throws ApiError when the password or the code is wrong */
export function endSecondFactor(given: z.input<typeof endSecondFactorSchema>): Promise<void> {
  return remove('/account/second-factor', given);
}

export function getSessions(signal?: AbortSignal): Promise<SessionList> {
  return getJson('/account/sessions', sessionListSchema, signal);
}

/** Ends one session, or all but this one (null). */
export function endSessions(sessionId: number | null): Promise<void> {
  return remove(sessionId === null ? '/account/sessions' : `/account/sessions/${sessionId}`);
}
