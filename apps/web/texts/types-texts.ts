import { language } from './language.js';
import type { typesEn } from './types-en.js';

/** The texts of the page of types in the language in use. */
export const typesTexts: typeof typesEn =
  language === 'de' ? (await import('./types-de.js')).typesDe : (await import('./types-en.js')).typesEn;
