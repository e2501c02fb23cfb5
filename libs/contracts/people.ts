import { z } from 'zod';
import { keyScopes, peopleRoles, permissions, type Permission } from './permissions.js';

/** NIST SP 800-63B: length counts, composition rules do not; the upper bound keeps hashing cheap. */
export const passwordSchema = z
  .string()
  .min(12, 'A password has at least 12 characters')
  .max(200, 'A password has at most 200 characters');

const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(200)
  .pipe(z.email('An e-mail address like name@hospital.example is needed'));
const nameSchema = z.string().trim().min(1).max(120);
const codeSchema = z.string().trim().min(6).max(64);

/** Roles of a person, and which part of the house they are for: null is all of it. */
const grantShape = {
  roles: z.array(z.enum(peopleRoles)).min(1).max(peopleRoles.length),
  siteIds: z.array(z.int().positive()).min(1).max(1000).nullable(),
  departments: z.array(z.string().trim().min(1).max(120)).min(1).max(200).nullable(),
};
const grantSchema = z.object(grantShape);
export type Grant = z.infer<typeof grantSchema>;

/** GET /api/v1/sign-in (public): what the sign-in page offers. */
export const signInOptionsSchema = z.object({
  /** No administrator exists yet: the set-up page is next. */
  setUpNeeded: z.boolean(),
  /** Ready users of demo mode, one click each; null outside it. */
  demoUsers: z.array(z.object({ key: z.string(), name: z.string(), roles: z.array(z.enum(peopleRoles)) })).nullable(),
  /** The hospital's own sign-in; null when none is set up. */
  openId: z.object({ name: z.string() }).nullable(),
  /** Why nobody can sign in over this connection (no TLS on a network address), or null. */
  refusedBecause: z.string().nullable(),
});
export type SignInOptions = z.infer<typeof signInOptionsSchema>;

/** POST /api/v1/setup (public): the first administrator, with the one-time code from the server's log. */
export const setUpSchema = z.object({
  code: codeSchema,
  email: emailSchema,
  name: nameSchema,
  password: passwordSchema,
});

/** POST /api/v1/session (public): sign in. The code is a TOTP code or a recovery code. */
export const signInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(200),
  code: codeSchema.optional(),
  /** A computer that others use too: the session ends sooner. */
  shared: z.boolean().default(true),
});
/** POST /api/v1/session/demo (public, demo mode only). */
export const demoSignInSchema = z.object({ user: z.string().min(1).max(64) });

/** GET /api/v1/session: who asks, and what they may do. */
export const sessionSchema = z.object({
  /** Null when a key asks. */
  person: z
    .object({ id: z.int(), name: z.string(), email: z.string(), secondFactor: z.boolean(), ...grantShape })
    .nullable(),
  /** Null when a person asks. */
  key: z.object({ name: z.string(), scopes: z.array(z.enum(keyScopes)) }).nullable(),
  permissions: z.array(z.enum(permissions as [Permission, ...Permission[]])),
  demo: z.boolean(),
  version: z.string(),
  /** The session ends after so many seconds without a request, and at this time at the latest; null for a key. */
  idleTimeoutS: z.int().nullable(),
  /** Others use this computer too, so nothing may stay behind on it. */
  shared: z.boolean(),
  endsAt: z.iso.datetime().nullable(),
});
export type Session = z.infer<typeof sessionSchema>;
/** Answer of POST /api/v1/session: a session, or the question for the second factor. */
export const signedInSchema = z.union([
  z.object({ secondFactorNeeded: z.literal(false), session: sessionSchema }),
  z.object({ secondFactorNeeded: z.literal(true) }),
]);
export type SignedIn = z.infer<typeof signedInSchema>;

/** POST /api/v1/invitations/accept (public): a new person, or one who forgot the password, chooses one. */
export const acceptInvitationSchema = z.object({ code: codeSchema, password: passwordSchema });

/** POST /api/v1/account/password */
export const changePasswordSchema = z.object({ current: z.string().min(1).max(200), next: passwordSchema });
/** POST /api/v1/account/second-factor: a secret to be put into an authenticator; on only once a code confirmed it. */
export const startSecondFactorSchema = z.object({ password: z.string().min(1).max(200) });
export const secondFactorStartedSchema = z.object({ secret: z.string(), uri: z.string() });
export type SecondFactorStarted = z.infer<typeof secondFactorStartedSchema>;
/** POST /api/v1/account/second-factor/confirm; the recovery codes are shown this once. */
export const confirmSecondFactorSchema = z.object({ code: codeSchema });
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
/** DELETE /api/v1/account/second-factor; one that was never confirmed is forgotten without a code. */
export const endSecondFactorSchema = z.object({ password: z.string().min(1).max(200), code: codeSchema.optional() });

/** GET /api/v1/account/sessions; DELETE /api/v1/account/sessions ends all others, /:sessionId one. */
export const sessionListSchema = z.object({
  sessions: z.array(
    z.object({
      id: z.int(),
      current: z.boolean(),
      shared: z.boolean(),
      address: z.string(),
      userAgent: z.string(),
      createdAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime(),
      endsAt: z.iso.datetime(),
    }),
  ),
});
export type SessionList = z.infer<typeof sessionListSchema>;

/** GET /api/v1/users?search=&limit=&after= in order of name. */
export const userQuerySchema = z.object({
  search: z.string().trim().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** `next` of the page before. */
  after: z.string().max(400).default(''),
});
export const userSchema = z.object({
  id: z.int(),
  email: z.string(),
  name: z.string(),
  ...grantShape,
  /** How they sign in; `invited`: they have not chosen a password yet; `demo`: with one click, in demo mode. */
  signIn: z.enum(['password', 'openid', 'invited', 'demo']),
  secondFactor: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().nullable(),
  disabledAt: z.iso.datetime().nullable(),
});
export type UserView = z.infer<typeof userSchema>;
export const userListSchema = z.object({ users: z.array(userSchema), next: z.string().nullable() });
export type UserList = z.infer<typeof userListSchema>;

/** POST /api/v1/users */
export const createUserSchema = z.object({ email: emailSchema, name: nameSchema, ...grantShape });
/** PATCH /api/v1/users/:userId */
export const changeUserSchema = z
  .object({ name: nameSchema, disabled: z.boolean(), ...grantShape })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'Nothing to change was given');
/**
 * Answer of POST /api/v1/users and of POST /api/v1/users/:userId/invitation (a forgotten password): the code is shown
 * this once; the person opens /welcome and types it, or follows /welcome#code.
 */
export const invitationSchema = z.object({ user: userSchema, code: z.string(), expiresAt: z.iso.datetime() });
export type Invitation = z.infer<typeof invitationSchema>;
/* DELETE /api/v1/users/:userId/sessions signs out everywhere; DELETE /api/v1/users/:userId/second-factor resets it. */

/** GET /api/v1/departments: departments that zones, assets or people name, for choosing from. */
export const departmentListSchema = z.object({ departments: z.array(z.string()) });
