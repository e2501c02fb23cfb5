import type { findEn } from './find-en.js';
import { language } from './language.js';

/** The texts around finding equipment, in the language in use. */
export const findTexts: typeof findEn =
  language === 'de' ? (await import('./find-de.js')).findDe : (await import('./find-en.js')).findEn;
