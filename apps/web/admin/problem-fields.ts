import type { Problem } from '#contracts/problem';

export interface FieldProblems<Field extends string> {
  /** What is wrong at a field, in a sentence. */
  at: Partial<Record<Field, string>>;
  /** What is wrong and belongs to none of the fields; null when nothing is. */
  rest: string | null;
}

/**
 * Lays what a server or schema holds against a request at the fields of a form.
 * @param errors wrong places as JSON pointers; the first part of each names the field
 * @param sentence said when no place fits a field
 * @param words own sentences for fields, in place of those that came
 */
export function problemsAt<Field extends string>(
  errors: NonNullable<Problem['errors']>,
  sentence: string,
  fields: readonly Field[],
  words: Partial<Record<Field, string>> = {},
): FieldProblems<Field> {
  const at: Partial<Record<Field, string>> = {};
  let strange = errors.length === 0;
  for (const { pointer, detail } of errors) {
    const name = pointer.split('/')[1] ?? '';
    const field = fields.find((known) => known === name);
    if (field) at[field] ??= words[field] ?? detail;
    else strange = true;
  }
  return { at, rest: strange ? sentence : null };
}
