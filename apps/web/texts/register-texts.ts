import { language } from './language.js';
import type { registerEn } from './register-en.js';

/** The texts of the register in the language in use; loaded with its pages only. */
export const registerTexts: typeof registerEn =
  language === 'de' ? (await import('./register-de.js')).registerDe : (await import('./register-en.js')).registerEn;
