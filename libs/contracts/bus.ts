import { z } from 'zod';

/** One tag's newest fix: [tagId, floorId, x, y, radius90M, zoneId or 0, observedAt ms]. */
export const busFixSchema = z.tuple([z.int(), z.int(), z.number(), z.number(), z.number(), z.int(), z.int()]);
export type BusFix = z.infer<typeof busFixSchema>;

/** Every message between processes. Lost messages are allowed: whoever lost one reads the database again. */
export const busMessageSchemas = {
  /** Fixes just committed by a worker. */
  fixes: z.object({ fixes: z.array(busFixSchema) }),
  /** Sites, floors, readers, tags or assets changed: read them again. */
  'directory-changed': z.object({}),
} as const;
export type BusMessages = { [name in keyof typeof busMessageSchemas]: z.infer<(typeof busMessageSchemas)[name]> };
