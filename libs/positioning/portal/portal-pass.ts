import type { PortalLook } from './portal-looks.js';

/**
 * What is believed of a tag while a portal reads it: on which side it was first, on which it is now, and whether it was
 * on another in between. Never changed, only replaced.
 */
export interface PortalPass {
  /** First and newest look, ms since 1970 UTC. */
  sinceMs: number;
  atMs: number;
  sides: number;
  /**
   * Probabilities: by [first side][side now][0: always on the first, 1: been on another], and in the last place
   * that the tag is not at the portal at all but was read by a reflection from somewhere else.
   */
  chances: Float64Array;
}

/** A tag that is not read for so long has gone; the next read begins another pass, ms. */
export const passEndsAfterMs = 5_000;
/** A tag that is read for longer than this lies there: what it did before is no part of what it does now, ms. */
const liesAfterMs = 30_000;
/** A tag in a portal changes sides about this often, s: slowly enough that one stray read is no change. */
const changesSideAfterS = 10;
/** Chance that the first read of a tag is a reflection from afar, and that such a one comes again in the next look. */
const strayAtFirst = 0.2;
const strayAgain = 0.25;
/** How much likelier a look by one side alone comes from a tag on that side: antennas look one way, but hear behind them too. */
const alone = Math.log(2.5);
/**
 * Both sides read the tag: log-likelihood ratio for each dB of difference, for levels 6 dB apart on average with 5 dB
 * of fading each (2 * 6 / (2 * 5^2)), and the most that one look may say, since a reflection can be loud.
 */
const perDb = 0.24;
const most = Math.log(9);

/**
 * Takes one look into a pass: a hidden Markov model over the sides (forward algorithm: Rabiner, Proc. IEEE 77, 1989)
 * that carries along where the tag began.
 * @param pass null for the first look of a pass
 */
export function takeLook(pass: PortalPass | null, look: PortalLook): PortalPass {
  const sides = look.levelsDbm.length;
  const known = pass && pass.sides === sides && look.atMs - pass.atMs <= passEndsAfterMs ? pass : null;
  const lies = known !== null && look.atMs - known.sinceMs > liesAfterMs;
  const before = known === null ? begin(sides) : lies ? beginWhereItIs(known) : known.chances;
  const changes = known ? 1 - Math.exp(-(look.atMs - known.atMs) / 1000 / changesSideAfterS) : 0;
  const chances = new Float64Array(before.length);
  let sum = 0;
  for (let now = 0; now < sides; now++) {
    const likelihood = likelihoodOf(look.levelsDbm, now);
    for (let first = 0; first < sides; first++)
      for (const been of [0, 1]) {
        let chance = 0;
        for (let from = 0; from < sides; from++) {
          const moves = from === now ? 1 - changes : changes / (sides - 1);
          chance += moves * before[placeOf(sides, first, from, been)];
          // The change itself is what makes it have been elsewhere.
          if (been === 1 && from === first && now !== first) chance += moves * before[placeOf(sides, first, from, 0)];
        }
        // On another side than its first it has been elsewhere, by definition.
        if (been === 0 && now !== first) chance = 0;
        sum += chances[placeOf(sides, first, now, been)] = chance * likelihood;
      }
  }
  const stray = before.length - 1;
  sum += chances[stray] = before[stray] * (known ? strayAgain : 1);
  for (let place = 0; place <= stray; place++) chances[place] /= sum;
  return { sinceMs: known && !lies ? known.sinceMs : look.atMs, atMs: look.atMs, sides, chances };
}

/** Place in `chances`. */
export function placeOf(sides: number, first: number, now: number, been: number): number {
  return (first * sides + now) * 2 + been;
}

function begin(sides: number): Float64Array {
  const chances = new Float64Array(sides * sides * 2 + 1);
  for (let side = 0; side < sides; side++) chances[placeOf(sides, side, side, 0)] = (1 - strayAtFirst) / sides;
  chances[chances.length - 1] = strayAtFirst;
  return chances;
}

function beginWhereItIs({ sides, chances }: PortalPass): Float64Array {
  const anew = new Float64Array(chances.length);
  for (let first = 0; first < sides; first++)
    for (let now = 0; now < sides; now++)
      anew[placeOf(sides, now, now, 0)] +=
        chances[placeOf(sides, first, now, 0)] + chances[placeOf(sides, first, now, 1)];
  anew[anew.length - 1] = chances[chances.length - 1];
  return anew;
}

/** Likelihood of a look for a tag on this side, against the loudest of the others. */
function likelihoodOf(levelsDbm: readonly number[], side: number): number {
  const own = levelsDbm[side];
  let other = -Infinity;
  for (let i = 0; i < levelsDbm.length; i++) if (i !== side && levelsDbm[i] > other) other = levelsDbm[i];
  if (levelsDbm.length === 1) return 1;
  if (other === -Infinity) return Math.exp(alone / 2);
  if (own === -Infinity) return Math.exp(-alone / 2);
  return Math.exp(Math.max(-most, Math.min(most, perDb * (own - other))) / 2);
}
