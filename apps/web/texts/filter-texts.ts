import { language } from './language.js';
import type { filterEn } from './filter-en.js';

/** The texts of the filter in the language in use. */
export const filterTexts: typeof filterEn =
  language === 'de' ? (await import('./filter-de.js')).filterDe : (await import('./filter-en.js')).filterEn;
