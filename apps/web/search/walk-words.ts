import { findTexts } from '../texts/find-texts.js';

/** Nearer than this is "here", metres: one sees it. */
const hereM = 6;

/** A walk in words: "1 min, 60 m"; null when no way is known. Metres in steps that a walker can tell apart. */
export function walkWords(walkS: number | null, walkM: number | null): string | null {
  if (walkS === null || walkM === null) return null;
  if (walkM < hereM && walkS < 30) return findTexts.walk.here;
  return `${minuteWords(walkS)}, ${metreWords(walkM)}`;
}

/** Whole minutes, never none. */
export function minuteWords(walkS: number): string {
  return findTexts.walk.minutes(Math.max(1, Math.round(walkS / 60)));
}

/** Metres: by five below a hundred, by ten below a kilometre, by a hundred above. */
export function metreWords(metres: number): string {
  const step = metres < 100 ? 5 : metres < 1000 ? 10 : 100;
  return findTexts.walk.metres(Math.max(step, Math.round(metres / step) * step));
}
