import type { ApiError } from '../app/api.js';

/** What is wrong with each field of a form, by the field's name; `form` is about all of it. */
export type Problems<Field extends string> = Partial<Record<Field | 'form', string>>;

/**
 * Puts each refusal of the server to its field. What belongs to no field of the form, and a refusal without places,
 * becomes the form's own sentence.
 */
export function problemsOf<Field extends string>(
  { errors, message }: Pick<ApiError, 'errors' | 'message'>,
  fields: readonly Field[],
): Problems<Field> {
  const problems: Problems<Field> = {};
  const rest: string[] = [];
  for (const { pointer, detail } of errors) {
    const field = fields.find((name) => pointer === `/${name}` || pointer.startsWith(`/${name}/`));
    if (field === undefined) rest.push(detail);
    else problems[field] ??= detail as Problems<Field>[Field];
  }
  if (rest.length > 0 || errors.length === 0) problems.form = (rest.join(' ') || message) as Problems<Field>['form'];
  return problems;
}
