import type { z } from 'zod';

/** One answer of a route that is not a problem. */
export interface Answer {
  /** Null: the usual status of the route. */
  status: number | null;
  /** Null: no JSON. */
  schema: z.ZodType | null;
  /** Media type of what is not JSON; null when the answer has no body. */
  type: string | null;
  words: string;
}

type Method = (...values: never[]) => unknown;
const answers = new WeakMap<Method, Answer[]>();
const bodies = new WeakMap<Method, z.ZodType | string>();

/**
 * Says what a route answers when all is well; stands on every route, more than once where there are several answers.
 * The words of the first are the route's summary.
 * @param schema contract of a JSON answer, media type of any other (several with commas between them), or null for an
 *   empty one
 */
export function Answers(schema: z.ZodType | string | null, words: string, status: number | null = null) {
  const type = typeof schema === 'string' ? schema : null;
  const answer: Answer = { status, schema: typeof schema === 'string' ? null : schema, type, words };
  return (_: object, __: string, descriptor: PropertyDescriptor): void => {
    const method = descriptor.value as Method;
    // Decorators run from the last to the first.
    answers.set(method, [answer, ...(answers.get(method) ?? [])]);
  };
}

/**
 * Says what body a route takes that reads its request itself; `JsonBody(checked(...))` says so by itself.
 * @param schema contract of a JSON body, or media type of any other (several with commas between them)
 */
export function Takes(schema: z.ZodType | string) {
  return (_: object, __: string, descriptor: PropertyDescriptor): void => {
    bodies.set(descriptor.value as Method, schema);
  };
}

/** What a route's method answers. */
export function answersOf(method: Method): readonly Answer[] {
  return answers.get(method) ?? [];
}

/** The body a route's method takes by `Takes`. */
export function bodyTakenBy(method: Method): z.ZodType | string | undefined {
  return bodies.get(method);
}
