import type { Texts } from './en.js';
import { language } from './language.js';

/** The texts of the language in use. */
export const texts: Texts = language === 'de' ? (await import('./de.js')).de : (await import('./en.js')).en;
