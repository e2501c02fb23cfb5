import type { Point } from '#contracts/geometry';
import { pointInPolygon } from '../polygon.js';
import { segmentsCross } from '../walls.js';
import { liftS, stairsStoreyM, stairsStoreyS } from './walking.js';
import type { WayFloor } from './way-floor.js';

/** A lift or stairs between two floors: places of floors and zones in their lists. */
export interface Shaft {
  kind: 'lift' | 'stairs';
  floors: readonly [number, number];
  zones: readonly [number, number];
  seconds: number;
  metres: number;
}

/**
 * Lifts and stairs: zones of the same kind that lie above each other on floors of one building. A lift stops wherever it
 * has a zone; stairs lead to the next floor that has them.
 */
export function shaftsOf(floors: readonly WayFloor[]): Shaft[] {
  const shafts: Shaft[] = [];
  const order = floors.map((_, index) => index).sort((a, b) => floors[a].level - floors[b].level || a - b);
  order.forEach((low, place) => {
    floors[low].zones.forEach((lower, zone) => {
      if (lower.kind !== 'lift' && lower.kind !== 'stairs') return;
      const { kind } = lower;
      for (const high of order.slice(place + 1)) {
        if (floors[high].buildingId !== floors[low].buildingId || floors[high].level === floors[low].level) continue;
        const above = floors[high].zones.findIndex(
          (upper) => upper.kind === kind && overlap(lower.polygon, upper.polygon),
        );
        if (above < 0) continue;
        const storeys = floors[high].level - floors[low].level;
        shafts.push({
          ...{ kind, floors: [low, high], zones: [zone, above] },
          seconds: kind === 'lift' ? liftS(storeys) : stairsStoreyS * storeys,
          metres: kind === 'lift' ? 0 : stairsStoreyM * storeys,
        });
        if (kind === 'stairs') break;
      }
    });
  });
  return shafts;
}

/** Whether two polygons share more than an edge. */
function overlap(one: readonly Point[], other: readonly Point[]): boolean {
  return (
    one.some(([x, y]) => pointInPolygon(x, y, other)) ||
    other.some(([x, y]) => pointInPolygon(x, y, one)) ||
    one.some((a, i) =>
      other.some((c, j) => segmentsCross(a, one[(i + 1) % one.length], c, other[(j + 1) % other.length])),
    )
  );
}
