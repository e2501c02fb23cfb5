import type { Point } from '#contracts/geometry';
import { pointInPolygon } from '../polygon.js';
import { segmentsCross } from '../walls.js';
import { ZoneIndex } from '../zone-index.js';
import type { WayFloor } from './way-floor.js';
import { withoutDoors } from './zone-room.js';

/** Somewhere to get from one zone into the next: places in their list, and where one stands on either side. */
export interface Opening {
  zones: readonly [number, number];
  sides: readonly [Point, Point];
}

/** So far before and behind a door one walks straight, metres; less in a niche. */
const doorReachM = 0.5;
/** A zone begins at most so far behind the door, metres: walls have a thickness. */
const wallThicknessM = 0.8;
/** Zones that are no farther apart than this, with no wall between, hang together. */
const gapM = 0.35;
const sampleM = 0.25;
/** An open edge narrower than this is a fault of the drawing. */
const leastOpenM = 0.5;
/** A wide open edge is crossed at places so far apart. */
const betweenCrossingsM = 1.5;

/** The doors and open edges of a floor. */
export function openingsOf(floor: WayFloor): Opening[] {
  const index = new ZoneIndex(floor.zones);
  const doors = floor.doors.flatMap((door) => doorOpening(floor, index, door) ?? []);
  return [...doors, ...openEdges(floor, index)];
}

function doorOpening({ zones }: WayFloor, index: ZoneIndex, { from, to }: { from: Point; to: Point }): Opening | null {
  const width = Math.hypot(to[0] - from[0], to[1] - from[1]);
  if (width === 0) return null;
  const [mx, my] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const [nx, ny] = [-(to[1] - from[1]) / width, (to[0] - from[0]) / width];
  const at = (metres: number): Point => [mx + nx * metres, my + ny * metres];
  const zoneBehind = (sign: 1 | -1) => {
    for (let metres = 0.02; metres <= wallThicknessM; metres += 0.06) {
      const zone = index.zoneAt(...at(sign * metres));
      if (zone >= 0) return { zone, metres };
    }
    return null;
  };
  const [one, other] = [zoneBehind(1), zoneBehind(-1)];
  if (!one || !other || one.zone === other.zone) return null;
  const standing = ({ zone, metres }: { zone: number; metres: number }, sign: 1 | -1): Point => {
    for (let reach = metres + doorReachM; reach > metres; reach -= 0.1)
      if (pointInPolygon(...at(sign * reach), zones[zone].polygon)) return at(sign * reach);
    return at(sign * metres);
  };
  return { zones: [one.zone, other.zone], sides: [standing(one, 1), standing(other, -1)] };
}

/** Where two zones touch and no wall stands between them; a bay inside a ward touches it all around. */
function openEdges(floor: WayFloor, index: ZoneIndex): Opening[] {
  const { zones } = floor;
  const walls = floor.walls.flatMap(({ points }) =>
    points.slice(1).flatMap((end, at) => withoutDoors(points[at], end, floor.doors)),
  );
  const found: Opening[] = [];
  const known = new Map<string, Point[]>();
  zones.forEach(({ polygon }, zone) => {
    polygon.forEach((a, corner) => {
      const b = polygon[(corner + 1) % polygon.length];
      const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (length < leastOpenM) return;
      const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
      const out = pointInPolygon((a[0] + b[0]) / 2 - uy * 0.01, (a[1] + b[1]) / 2 + ux * 0.01, polygon) ? -1 : 1;
      const at = (along: number, outward: number): Point => [
        a[0] + ux * along - uy * out * outward,
        a[1] + uy * along + ux * out * outward,
      ];
      const near = walls.filter((wall) => isNear(wall, a, b));
      const steps = Math.max(1, Math.round(length / sampleM));
      let run: { other: number; from: number; reach: number } | null = null;
      const close = (until: number) => {
        if (run && until - run.from >= leastOpenM) {
          const { other, from, reach } = run;
          const many = Math.max(1, Math.floor((until - from) / betweenCrossingsM));
          for (let one = 0; one < many; one++) {
            const along = from + ((one + 0.5) * (until - from)) / many;
            add(zone, other, at(along, -0.15), at(along, reach + 0.15), at(along, 0));
          }
        }
        run = null;
      };
      for (let step = 0; step < steps; step++) {
        const along = ((step + 0.5) * length) / steps;
        const beyond = behind(along);
        if (run && run.other !== beyond?.other) close((step * length) / steps);
        if (beyond && !run) run = { ...beyond, from: (step * length) / steps };
      }
      close(length);

      function behind(along: number): { other: number; reach: number } | null {
        const inner = at(along, -0.15);
        for (let reach = 0.01; reach <= gapM; reach += 0.08) {
          const other = index.zoneAt(...at(along, reach));
          if (other < 0 || other === zone) continue;
          const outer = at(along, reach + 0.15);
          const isFree =
            pointInPolygon(...inner, polygon) &&
            pointInPolygon(...outer, zones[other].polygon) &&
            !near.some(([c, d]) => segmentsCross(inner, outer, c, d));
          return isFree ? { other, reach } : null;
        }
        return null;
      }
    });
  });
  return found;

  function add(zone: number, other: number, side: Point, otherSide: Point, edge: Point): void {
    const pair = zone < other ? `${zone}-${other}` : `${other}-${zone}`;
    const crossings = known.get(pair) ?? [];
    known.set(pair, crossings);
    // Seen from the other zone the same edge is met again.
    if (crossings.some(([x, y]) => Math.hypot(x - edge[0], y - edge[1]) < betweenCrossingsM / 2)) return;
    crossings.push(edge);
    found.push({ zones: [zone, other], sides: [side, otherSide] });
  }
}

function isNear([c, d]: readonly [Point, Point], a: Point, b: Point): boolean {
  const reach = gapM + 0.5;
  return (
    Math.max(c[0], d[0]) > Math.min(a[0], b[0]) - reach &&
    Math.min(c[0], d[0]) < Math.max(a[0], b[0]) + reach &&
    Math.max(c[1], d[1]) > Math.min(a[1], b[1]) - reach &&
    Math.min(c[1], d[1]) < Math.max(a[1], b[1]) + reach
  );
}
