import type { Way, WaysTo } from './stock-moves.js';

/** The middle of a zone, metres in the frame of its floor. */
export interface ZoneMiddle {
  id: number;
  buildingId: number;
  /** Of the floor; 0 is the ground floor. */
  level: number;
  x: number;
  y: number;
}

/** More than any floor is wide, metres: another floor is always further than the same one, another building than either. */
const floorM = 1e4;
const buildingM = 1e7;

/**
 * Nearness where nobody knows the way on foot: first what is on the same floor by the straight line, then floor by floor,
 * other buildings last.
 */
export function straightWays(middles: ReadonlyMap<number, ZoneMiddle>): WaysTo {
  return (_typeKey, zoneIds) => {
    const ends = zoneIds.flatMap((zoneId) => middles.get(zoneId) ?? []);
    return (fromZoneId): Way | null => {
      const from = middles.get(fromZoneId);
      if (!from || ends.length === 0) return null;
      return { walkS: null, order: Math.min(...ends.map((end) => straightM(from, end))) };
    };
  };
}

function straightM(from: ZoneMiddle, to: ZoneMiddle): number {
  const apartM = Math.hypot(from.x - to.x, from.y - to.y);
  if (from.buildingId !== to.buildingId) return buildingM + apartM;
  return Math.abs(from.level - to.level) * floorM + apartM;
}
