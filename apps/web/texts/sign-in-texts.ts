import type { SignInTexts } from './sign-in-en.js';
import { language } from './language.js';

/** The texts around signing in, in the language in use. */
export const signInTexts: SignInTexts =
  language === 'de' ? (await import('./sign-in-de.js')).signInDe : (await import('./sign-in-en.js')).signInEn;
