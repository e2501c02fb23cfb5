import { createParamDecorator, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { invalidInput, ProblemException } from '../problems/problem-exception.js';
import { readJson } from './read-json.js';

/** What a pipe checks, for the description of the interface. */
interface Contract {
  schema: z.ZodType;
  what: 'body' | 'query' | 'path';
}
// Not a property of the pipe: Nest takes objects with a `schema` for options of its own.
const contracts = new WeakMap<object, Contract>();

/** The contract that a pipe of `checked`, or `pathId`, holds its input to. */
export function contractOf(pipe: unknown): Contract | undefined {
  return typeof pipe === 'object' && pipe !== null ? contracts.get(pipe) : undefined;
}

/** Checks a query, a parameter or a body against its contract; 400 names the first wrong place. */
export function checked<T>(schema: z.ZodType<T>, what: Contract['what'] = 'body'): PipeTransform<unknown, T> {
  const pipe: PipeTransform<unknown, T> = {
    transform(value) {
      const result = schema.safeParse(value);
      if (!result.success) throw invalidInput(`The ${what} of the request is not valid`, result.error);
      return result.data;
    },
  };
  contracts.set(pipe, { schema, what });
  return pipe;
}

/** An id in a path: a whole number above 0; anything else is a thing that does not exist. */
export const pathId: PipeTransform<string, number> = {
  transform(text) {
    const id = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : NaN;
    if (!(id <= 2_147_483_647)) throw new ProblemException(404, `There is nothing with the id ${text.slice(0, 40)}.`);
    return id;
  },
};
contracts.set(pathId, { schema: z.int().min(1).max(2_147_483_647), what: 'path' });

/** The JSON body of a request; it is read only after the guard let the request in. */
export const JsonBody = createParamDecorator((_: unknown, context: ExecutionContext) =>
  readJson(context.switchToHttp().getRequest<Request>()),
);
