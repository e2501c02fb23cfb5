import type { PasswordTexts } from './password-en.js';
import { language } from './language.js';

/** What is said of new passwords, in the language in use. */
export const passwordTexts: PasswordTexts =
  language === 'de' ? (await import('./password-de.js')).passwordDe : (await import('./password-en.js')).passwordEn;
