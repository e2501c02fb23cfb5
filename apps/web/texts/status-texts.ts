import { language } from './language.js';
import type { statusEn } from './status-en.js';

/** Words of statuses and kinds of zones in the language in use. */
export const statusTexts: typeof statusEn =
  language === 'de' ? (await import('./status-de.js')).statusDe : (await import('./status-en.js')).statusEn;
