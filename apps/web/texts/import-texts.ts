import { language } from './language.js';
import type { importEn } from './import-en.js';

/** The texts of the page of imports in the language in use. */
export const importTexts: typeof importEn =
  language === 'de' ? (await import('./import-de.js')).importDe : (await import('./import-en.js')).importEn;
