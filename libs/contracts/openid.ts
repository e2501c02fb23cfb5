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

/** Why the hospital's sign-in did not let somebody in: the browser is sent to /sign-in?refused=..., and the page says it. */
export const openIdRefusals = [
  'attempt',
  'cancelled',
  'provider',
  'no-role',
  'no-department',
  'no-site',
  'no-email',
  'email-in-use',
  'disabled',
  'last-administrator',
] as const;
export type OpenIdRefusal = (typeof openIdRefusals)[number];
