import type { Known } from '../asset/known-place.js';

/** Where a way leads. Metres. */
export interface Goal {
  floorId: number;
  zoneId: number | null;
  x: number;
  y: number;
}

/** Moves within this stay the same goal where no zone tells them apart, metres. */
const sameM = 6;

/**
 * The goal of a way while its asset moves: another one only when it comes into another zone or onto another floor, or,
 * outside all zones, well away. A way that is asked anew with each fix would not hold still to be read.
 */
export function steadyGoal(
  before: Goal | null,
  now: Pick<Known, 'floorId' | 'zoneId' | 'x' | 'y'> | null,
): Goal | null {
  if (now === null) return before;
  const same =
    before !== null &&
    before.floorId === now.floorId &&
    before.zoneId === now.zoneId &&
    (now.zoneId !== null || Math.hypot(now.x - before.x, now.y - before.y) <= sameM);
  return same ? before : { floorId: now.floorId, zoneId: now.zoneId, x: now.x, y: now.y };
}

/** A goal as the server takes it. */
export function goalWords({ floorId, x, y }: Goal): string {
  return `floor:${floorId},${x.toFixed(1)},${y.toFixed(1)}`;
}
