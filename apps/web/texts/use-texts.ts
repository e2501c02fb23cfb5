import { language } from './language.js';
import type { useEn } from './use-en.js';

/** What people do with an asset, and its history, in the language in use. */
export const useTexts: typeof useEn =
  language === 'de' ? (await import('./use-de.js')).useDe : (await import('./use-en.js')).useEn;
