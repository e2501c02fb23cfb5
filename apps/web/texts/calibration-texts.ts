import { calibrationEn, type CalibrationTexts } from './calibration-en.js';

/** The texts of the calibration pages in the language in use; loaded with those pages only. */
export const calibrationTexts: CalibrationTexts = calibrationEn;
