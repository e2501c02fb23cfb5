/** Somebody who wants something and does not run; metres a second. */
export const walkingMPerS = 1.2;
/** Until a lift has come and its doors have closed, seconds. */
export const liftWaitS = 40;
/** From one storey to the next, seconds. */
export const liftStoreyS = 4;
/** A storey on foot, up or down: two flights of about five metres, slower than on the level. */
export const stairsStoreyS = 18;
export const stairsStoreyM = 10;

/** What a lift takes over so many storeys, seconds. */
export function liftS(storeys: number): number {
  return liftWaitS + liftStoreyS * storeys;
}
