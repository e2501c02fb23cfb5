import { z } from 'zod';

const minutes = (usual: number, most: number) => z.coerce.number().int().min(1).max(most).default(usual);
const hours = (usual: number, most: number) => z.coerce.number().min(0.1).max(most).default(usual);

/** Settings of signing in. */
export const peopleSettings = {
  /**
   * Minutes without a request after which a session ends, and hours after which it ends at the latest: on computers
   * that several people use (the usual case on a ward), and on devices of one person.
   */
  WARDMAP_SHARED_IDLE_MINUTES: minutes(15, 720),
  WARDMAP_SHARED_SESSION_HOURS: hours(12, 24),
  WARDMAP_OWN_IDLE_MINUTES: minutes(720, 10_080),
  WARDMAP_OWN_SESSION_HOURS: hours(168, 720),
  /** Seals what the database must not show in clear (secrets of second factors): 32 random bytes in base64. */
  WARDMAP_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 random bytes in base64, as `openssl rand -base64 32` makes them')
    .optional(),
};
