import type { z } from 'zod';
import { errorsOf } from '#contracts/problem';
import { ApiError } from '../app/api.js';
import { problemsOf, type Problems } from '../forms/field-problems.js';
import { adminTexts } from '../texts/admin-texts.js';

/** What a schema holds against a form before it is sent, in the form's own words where it has some. */
export function problemsIn<Field extends string>(
  error: z.ZodError,
  fields: readonly Field[],
  words: Partial<Record<Field, string>>,
): Problems<Field> {
  const problems = problemsOf({ errors: errorsOf(error), message: adminTexts.checkFields }, fields);
  for (const field of fields)
    if (problems[field] !== undefined && words[field] !== undefined) problems[field] = words[field];
  return problems;
}

/** What the server holds against a form, or why it could not be asked. */
export function problemsAfter<Field extends string>(error: Error, fields: readonly Field[]): Problems<Field> {
  return problemsOf(error instanceof ApiError ? error : { errors: [], message: error.message }, fields);
}
