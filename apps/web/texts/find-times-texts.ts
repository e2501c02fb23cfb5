import { language } from './language.js';

/** The texts of the page of search times in the language in use; loaded with it only. */
export const findTimesTexts =
  language === 'de'
    ? (await import('./find-times-de.js')).findTimesDe
    : (await import('./find-times-en.js')).findTimesEn;
