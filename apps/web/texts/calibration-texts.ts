import type { CalibrationTexts } from './calibration-en.js';
import { language } from './language.js';

/** The texts of walks and calibration, in the language in use. */
export const calibrationTexts: CalibrationTexts =
  language === 'de'
    ? (await import('./calibration-de.js')).calibrationDe
    : (await import('./calibration-en.js')).calibrationEn;
