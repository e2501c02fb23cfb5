import type { Bounds } from '#contracts/geometry';
import type { Fix } from './fix.js';
import { radius90 } from './radius90.js';

/**
 * A tag's motion on one floor. Position, velocity and their covariance, and what people are told: the position
 * with a covariance that also holds the part of the error that does not average out.
 */
export interface Motion {
  atMs: number;
  /** Metres and metres a second. */
  x: number;
  y: number;
  vx: number;
  vy: number;
  /** Covariance: place by place, place by velocity, velocity by velocity. */
  pXX: number;
  pXY: number;
  pYY: number;
  cXX: number;
  cXY: number;
  cYX: number;
  cYY: number;
  vXX: number;
  vXY: number;
  vYY: number;
  /** Told covariance of x, y, square metres. */
  varX: number;
  varY: number;
  covXY: number;
  radius90M: number;
  /** How many fixes in a row lay outside the gate. */
  surprises: number;
}

/** Standard deviation of an asset's speed along each axis, m/s: still most of the time, walking pace at most. */
const speedSd = 0.5;
/** Time after which an asset moves independently of how it moved before, seconds. */
const speedMemoryS = 6;
/** A fix further than this from where it is expected counts less (sigmas). */
const gateSigmas = 3;
/** After so many surprising fixes in a row the tag did move: start anew there. */
const surprisesToFollow = 4;
/** After a longer silence nothing of the old motion is worth keeping. */
const forgetAfterMs = 120_000;
/**
 * A fix's error is for the most part shadowing that stays while the tag stays: this share of its variance never
 * averages out and is told as it is; the rest is noise of the single window.
 */
const lastingShare = 0.4;
/** Windows overlap and shadowing is alike from second to second: successive fixes are worth less than they seem. */
const sameness = 3;

export function createMotion(fix: Fix, atMs: number): Motion {
  const motion = {} as Motion;
  restart(motion, fix, atMs);
  return motion;
}

/** A copy that can go its own way. */
export function copyMotion(motion: Motion): Motion {
  return { ...motion };
}

function restart(motion: Motion, fix: Fix, atMs: number): void {
  motion.atMs = atMs;
  motion.x = fix.x;
  motion.y = fix.y;
  motion.vx = 0;
  motion.vy = 0;
  motion.pXX = fix.varX;
  motion.pXY = fix.covXY;
  motion.pYY = fix.varY;
  motion.cXX = 0;
  motion.cXY = 0;
  motion.cYX = 0;
  motion.cYY = 0;
  motion.vXX = speedSd * speedSd;
  motion.vXY = 0;
  motion.vYY = speedSd * speedSd;
  motion.varX = fix.varX;
  motion.varY = fix.varY;
  motion.covXY = fix.covXY;
  motion.radius90M = fix.radius90M;
  motion.surprises = 0;
}

/**
 * Takes one fix into the motion: a Kalman filter over x, y and a velocity that fades (Ornstein-Uhlenbeck; Singer,
 * "Estimating optimal tracking filter performance for manned maneuvering targets", IEEE Trans. AES 6, 1970).
 * A surprising fix is not dropped but counts less (its covariance is widened to the gate), and after several in a row
 * the motion starts anew where they are. The position stays within the floor's bounds.
 *
 * @returns false when the fix is not newer than the motion; then nothing changes
 */
export function advanceMotion(motion: Motion, fix: Fix, atMs: number, area: Bounds): boolean {
  const elapsedMs = atMs - motion.atMs;
  if (elapsedMs <= 0) return false;
  if (elapsedMs > forgetAfterMs) {
    restart(motion, fix, atMs);
    return true;
  }
  predict(motion, elapsedMs / 1000);
  motion.atMs = atMs;

  const rXX = fix.varX * sameness;
  const rXY = fix.covXY * sameness;
  const rYY = fix.varY * sameness;
  const offX = fix.x - motion.x;
  const offY = fix.y - motion.y;
  let sXX = motion.pXX + rXX;
  let sXY = motion.pXY + rXY;
  let sYY = motion.pYY + rYY;
  const surprise2 = (sYY * offX * offX - 2 * sXY * offX * offY + sXX * offY * offY) / (sXX * sYY - sXY * sXY);
  if (surprise2 > gateSigmas * gateSigmas) {
    if (++motion.surprises >= surprisesToFollow) {
      restart(motion, fix, atMs);
      return true;
    }
    const widen = surprise2 / (gateSigmas * gateSigmas);
    sXX *= widen;
    sXY *= widen;
    sYY *= widen;
  } else motion.surprises = 0;

  correct(motion, offX, offY, sXX, sXY, sYY);
  keepWithin(motion, area);
  motion.varX = motion.pXX + lastingShare * fix.varX;
  motion.varY = motion.pYY + lastingShare * fix.varY;
  motion.covXY = motion.pXY + lastingShare * fix.covXY;
  motion.radius90M = radius90(motion.varX, motion.varY, motion.covXY);
  return true;
}

function predict(m: Motion, seconds: number): void {
  const keep = Math.exp(-seconds / speedMemoryS);
  const reach = speedMemoryS * (1 - keep);
  const q = speedSd * speedSd;
  const qP = q * speedMemoryS * (2 * seconds - speedMemoryS * (3 - 4 * keep + keep * keep));
  const qC = q * speedMemoryS * (1 - keep) * (1 - keep);
  const qV = q * (1 - keep * keep);
  m.x += reach * m.vx;
  m.y += reach * m.vy;
  m.vx *= keep;
  m.vy *= keep;
  m.pXX += 2 * reach * m.cXX + reach * reach * m.vXX + qP;
  m.pXY += reach * (m.cXY + m.cYX) + reach * reach * m.vXY;
  m.pYY += 2 * reach * m.cYY + reach * reach * m.vYY + qP;
  m.cXX = keep * (m.cXX + reach * m.vXX) + qC;
  m.cXY = keep * (m.cXY + reach * m.vXY);
  m.cYX = keep * (m.cYX + reach * m.vXY);
  m.cYY = keep * (m.cYY + reach * m.vYY) + qC;
  m.vXX = keep * keep * m.vXX + qV;
  m.vXY = keep * keep * m.vXY;
  m.vYY = keep * keep * m.vYY + qV;
}

/** Kalman update with the innovation `off` and its covariance `s`; cAB is the covariance of place A and velocity B. */
function correct(m: Motion, offX: number, offY: number, sXX: number, sXY: number, sYY: number): void {
  const determinant = sXX * sYY - sXY * sXY;
  const iXX = sYY / determinant;
  const iXY = -sXY / determinant;
  const iYY = sXX / determinant;
  // Gains: place (2 by 2) and velocity (2 by 2).
  const kXX = m.pXX * iXX + m.pXY * iXY;
  const kXY = m.pXX * iXY + m.pXY * iYY;
  const kYX = m.pXY * iXX + m.pYY * iXY;
  const kYY = m.pXY * iXY + m.pYY * iYY;
  const wXX = m.cXX * iXX + m.cYX * iXY;
  const wXY = m.cXX * iXY + m.cYX * iYY;
  const wYX = m.cXY * iXX + m.cYY * iXY;
  const wYY = m.cXY * iXY + m.cYY * iYY;
  m.x += kXX * offX + kXY * offY;
  m.y += kYX * offX + kYY * offY;
  m.vx += wXX * offX + wXY * offY;
  m.vy += wYX * offX + wYY * offY;
  const { pXX, pXY, pYY, cXX, cXY, cYX, cYY } = m;
  m.vXX -= wXX * cXX + wXY * cYX;
  m.vXY -= wXX * cXY + wXY * cYY;
  m.vYY -= wYX * cXY + wYY * cYY;
  m.cXX -= kXX * cXX + kXY * cYX;
  m.cXY -= kXX * cXY + kXY * cYY;
  m.cYX -= kYX * cXX + kYY * cYX;
  m.cYY -= kYX * cXY + kYY * cYY;
  m.pXX -= kXX * pXX + kXY * pXY;
  m.pXY -= kXX * pXY + kXY * pYY;
  m.pYY -= kYX * pXY + kYY * pYY;
}

/** Nothing is outside the floor, and nothing that stands at its edge is on the way out. */
function keepWithin(m: Motion, area: Bounds): void {
  const x = Math.min(area.maxX, Math.max(area.minX, m.x));
  const y = Math.min(area.maxY, Math.max(area.minY, m.y));
  if (x !== m.x) m.vx = 0;
  if (y !== m.y) m.vy = 0;
  m.x = x;
  m.y = y;
}

const fields = [
  'atMs',
  'x',
  'y',
  'vx',
  'vy',
  'pXX',
  'pXY',
  'pYY',
  'cXX',
  'cXY',
  'cYX',
  'cYY',
  'vXX',
  'vXY',
  'vYY',
  'varX',
  'varY',
  'covXY',
  'radius90M',
  'surprises',
] as const satisfies readonly (keyof Motion)[];

/** How many numbers a motion takes when it is written down. */
export const motionSize = fields.length;

/** Writes the motion into `motionSize` places of the array. */
export function writeMotion(motion: Motion, array: Float64Array, offset: number): void {
  for (let i = 0; i < motionSize; i++) array[offset + i] = motion[fields[i]];
}

/** The motion that writeMotion wrote; it goes on exactly as the written one would have. */
export function readMotion(array: ArrayLike<number>, offset: number): Motion {
  const motion = {} as Motion;
  for (let i = 0; i < motionSize; i++) motion[fields[i]] = array[offset + i];
  return motion;
}
