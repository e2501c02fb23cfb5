import { language } from './language.js';

/** How times and numbers are written: 24 hours, day before month. */
export const locale = { en: 'en-GB', de: 'de-DE' }[language];
