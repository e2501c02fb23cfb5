import { language } from './language.js';
import type { pairEn } from './pair-en.js';

/** The texts of pairing in the language in use. */
export const pairTexts: typeof pairEn =
  language === 'de' ? (await import('./pair-de.js')).pairDe : (await import('./pair-en.js')).pairEn;
