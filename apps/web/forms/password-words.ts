import { passwordTexts } from '../texts/password-texts.js';

const least = 12;

/** What to say below the field of a new password while somebody types it. */
export function newPasswordWords(password: string): string {
  // As the server counts them: characters, and not halves of an emoji.
  const length = [...password].length;
  if (length === 0) return passwordTexts.advice;
  return length < least ? passwordTexts.missing(least - length) : passwordTexts.longEnough;
}
