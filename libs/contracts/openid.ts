import { z } from 'zod';

/** GET /api/v1/openid/start (public): off to the hospital's identity provider. */
export const startOpenIdSchema = z.object({
  /** A computer that others use too: the session ends sooner, and the provider asks for the password again. */
  shared: z.enum(['true', 'false']).default('true'),
});

/** GET /api/v1/openid/callback (public): what the provider sends a browser back with. */
export const openIdAnswerSchema = z.object({
  state: z.string().min(1).max(200),
  code: z.string().max(8000).optional(),
  error: z.string().max(200).optional(),
});

/**
 * Why the hospital's sign-in did not let somebody in: the browser is sent to /sign-in?refused=..., and the page
 * says the sentence.
 */
export const openIdRefusals = {
  attempt: 'This sign-in was begun in another window, was used already or took longer than ten minutes. Try again.',
  cancelled: 'The sign-in was cancelled.',
  provider: 'The hospital sign-in cannot be reached or gave an answer that cannot be trusted. Try again later.',
  'no-role': 'Your hospital account has no role in Wardmap. Ask whoever looks after the accounts to give it one.',
  'no-department': 'Your hospital account names no department that Wardmap could show. Ask whoever looks after it.',
  'no-site': 'Your hospital account names no site that Wardmap knows. Ask whoever looks after it.',
  'no-email': 'Your hospital account gives Wardmap no e-mail address. Ask whoever looks after it.',
  'email-in-use':
    'Somebody signs in here with a password under the e-mail address of your hospital account. Sign in with that password, or ask an administrator.',
  disabled: 'This account is disabled. Ask an administrator.',
  'last-administrator':
    'Your hospital account no longer makes you an administrator of the whole house, and you are the last one here. Whoever runs the server makes another one first, with `npx wardmap user create`.',
} as const;
export type OpenIdRefusal = keyof typeof openIdRefusals;
