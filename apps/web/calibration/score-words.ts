import type { CalibrationVersion } from '#contracts/calibration';
import { calibrationTexts } from '../texts/calibration-texts.js';

const texts = calibrationTexts.page;

/** How good a version was on samples that took no part in making it, and how good what it was compared with. */
export function scoreWords({ score, comparedScore }: Pick<CalibrationVersion, 'score' | 'comparedScore'>): string[] {
  if (!score) return [texts.noScore];
  const words: string[] = [];
  if (score.errorM !== null) {
    const before = comparedScore?.errorM ?? null;
    const compared = before === null ? '' : ` ${texts.errorBefore(before)}`;
    words.push(texts.error(score.errorM, score.stops) + compared);
  }
  if (score.roomsRight !== null && score.rooms > 0) words.push(texts.rooms(score.roomsRight, score.rooms));
  if (words.length === 0 && comparedScore && score.samples > 0)
    words.push(texts.likelihood(score.logLikelihood - comparedScore.logLikelihood, score.samples));
  return words.length > 0 ? words : [texts.noScore];
}
