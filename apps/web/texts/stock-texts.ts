import { language } from './language.js';

/** The texts of the page of stock levels in the language in use; loaded with it only. */
export const stockTexts =
  language === 'de' ? (await import('./stock-de.js')).stockDe : (await import('./stock-en.js')).stockEn;
