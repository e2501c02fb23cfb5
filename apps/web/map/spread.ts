import type { Point } from '#contracts/geometry';
import type { ZoneChance } from '#contracts/position';

/** Below this chance of the likeliest room a dot in it would promise more than is known. */
const sureEnough = 0.6;
/** Outside of all rooms: a larger 90 % radius is an area and no place. Metres. */
const openAirM = 8;

/**
 * Whether a place is rather an area than a point: two places fit, no room is likely enough, or the 90 % radius is larger
 * than the room. Then an area is drawn, and no dot. `room`: the polygon of its zone, metres; null outside of all.
 */
export function isSpread(
  place: { radius90M: number; ambiguous: boolean; zones: readonly Pick<ZoneChance, 'probability'>[] },
  room: readonly Point[] | null,
): boolean {
  if (place.ambiguous) return true;
  const likeliest = place.zones.reduce((most, { probability }) => Math.max(most, probability), 0);
  if (place.zones.length > 0 && likeliest < sureEnough) return true;
  return place.radius90M > (room ? longestSideM(room) : openAirM);
}

function longestSideM(room: readonly Point[]): number {
  const xs = room.map(([x]) => x);
  const ys = room.map(([, y]) => y);
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}
