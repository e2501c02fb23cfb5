import { z } from 'zod';

/** Problem details (RFC 9457): what was wrong, where, and what would be right. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** The places that were wrong, as JSON pointers, first one first. */
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Turns a Zod error into the list of wrong places. */
export function errorsOf(error: z.ZodError): { pointer: string; detail: string }[] {
  return error.issues.map((issue) => ({
    pointer: issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    detail: issue.message,
  }));
}
