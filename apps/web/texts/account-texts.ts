import type { AccountTexts } from './account-en.js';
import { language } from './language.js';

/** The texts of the page of the own account, in the language in use. */
export const accountTexts: AccountTexts =
  language === 'de' ? (await import('./account-de.js')).accountDe : (await import('./account-en.js')).accountEn;
