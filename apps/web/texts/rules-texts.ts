import { language } from './language.js';
import type { rulesEn } from './rules-en.js';

/** The texts of the page of status rules in the language in use. */
export const rulesTexts: typeof rulesEn =
  language === 'de' ? (await import('./rules-de.js')).rulesDe : (await import('./rules-en.js')).rulesEn;
