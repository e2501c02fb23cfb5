import { insideEllipse90 } from './ellipse.js';
import { type GridBelief, followOnGrid } from './follow-on-grid.js';
import type { GridWorkspace } from './grid-workspace.js';
import type { LevelMaps } from './level-maps.js';
import type { HeardLevels } from './likelihood.js';
import { emptyAnswer } from './posterior.js';

/** A moment of a surveyed track: what was heard, and where the tag was (null: not known, or not to be counted). */
export interface SurveyedFix {
  atMs: number;
  heard: HeardLevels;
  truth: { x: number; y: number } | null;
}

/** Tracks that were left out of the survey from which `maps` were made. */
export interface HeldOut {
  maps: LevelMaps;
  tracks: readonly (readonly SurveyedFix[])[];
}

/**
 * From believing the levels little to taking the maps' variances for too wide. Not lower: tracks that are held out lie
 * where the rest of the survey is thin, at the edges most of all, and look worse than anything will later.
 */
const exponents = [0.7, 0.85, 1, 1.2, 1.45, 1.75, 2.1];
/** Used where the survey cannot tell: what a bare path loss gets wrong at a place stays wrong there. */
export const usualExponent = 0.7;
const wanted = 0.9;
const fewestFixes = 50;

/**
 * The exponent of the likelihood with which the told 90 % ellipse holds 90 % of the truth, on tracks that the maps
 * have not seen (tempered likelihood; chosen by coverage, as one calibrates any forecast: Gneiting, Balabdaoui and
 * Raftery, J. R. Stat. Soc. B 69, 2007).
 */
export function chooseExponent(heldOut: readonly HeldOut[], work: GridWorkspace, windowMs: number): number {
  let below: { exponent: number; coverage: number } | null = null;
  for (const exponent of exponents) {
    const { inside, fixes } = coverageOf(heldOut, work, windowMs, exponent);
    if (fixes < fewestFixes) return usualExponent;
    const coverage = inside / fixes;
    // Coverage falls as the exponent rises: between the two that embrace 90 %, on the straight line of logarithms.
    if (coverage < wanted) {
      if (!below) return exponent;
      const share = (below.coverage - wanted) / (below.coverage - coverage);
      return below.exponent * (exponent / below.exponent) ** share;
    }
    below = { exponent, coverage };
  }
  return exponents[exponents.length - 1];
}

function coverageOf(heldOut: readonly HeldOut[], work: GridWorkspace, windowMs: number, exponent: number) {
  const answer = emptyAnswer();
  let inside = 0;
  let fixes = 0;
  for (const { maps, tracks } of heldOut)
    for (const track of tracks) {
      let belief: GridBelief | null = null;
      for (const { atMs, heard, truth } of track) {
        const next: GridBelief | null = followOnGrid(
          belief,
          maps,
          work,
          heard,
          atMs,
          null,
          { windowMs, exponent },
          answer,
        );
        if (!next) continue;
        belief = next;
        if (!truth) continue;
        fixes++;
        if (insideEllipse90(answer, truth.x, truth.y)) inside++;
      }
    }
  return { inside, fixes };
}
