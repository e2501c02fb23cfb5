import { ApiError } from '../app/api.js';
import { signInTexts } from '../texts/sign-in-texts.js';
import { problemsOf, type Problems } from './field-problems.js';
import { useWait } from './use-wait.js';

/**
 * What the server refused of a form, each at its field. After too many attempts the form waits: it counts the seconds
 * down, and then says nothing any more.
 */
export function useRefusal<Field extends string>(
  error: Error | null,
  fields: readonly Field[],
): { waiting: boolean; problems: Problems<Field> } {
  const waitS = useWait(error);
  if (waitS > 0) return { waiting: true, problems: { form: signInTexts.wait(waitS) } as Problems<Field> };
  if (!(error instanceof ApiError) || (error.status === 429 && error.retryAfterS !== null))
    return { waiting: false, problems: {} };
  return { waiting: false, problems: problemsOf(error, fields) };
}
