import type { PlacedWindow } from '#contracts/calibration';
import { surveyWindowMs } from './place-levels.js';

/** The engine looks at a tag once a second, ms. */
const lookEveryMs = 1000;

/** A moment of a stop at which the running engine would tell a place, and the window that it would tell it from. */
export interface Look {
  atMs: number;
  window: PlacedWindow;
}

/**
 * The looks that the engine would take at a place, once a second, of a survey's windows, which follow one another. The
 * looks of one window see the same shadowing again and again, so what suits one look a window is too sure of itself.
 */
export function looksAtPlace(windows: readonly PlacedWindow[]): Look[] {
  const looks: Look[] = [];
  let newestMs = -Infinity;
  for (const window of [...windows].sort((a, b) => a.at - b.at)) {
    for (let agoMs = surveyWindowMs - lookEveryMs; agoMs >= 0; agoMs -= lookEveryMs)
      if (window.at - agoMs > newestMs) looks.push({ atMs: window.at - agoMs, window });
    newestMs = window.at;
  }
  return looks;
}
