import type { WelcomeTexts } from './welcome-en.js';
import { language } from './language.js';

/** The texts of the set-up page and of the page behind an invitation, in the language in use. */
export const welcomeTexts: WelcomeTexts =
  language === 'de' ? (await import('./welcome-de.js')).welcomeDe : (await import('./welcome-en.js')).welcomeEn;
