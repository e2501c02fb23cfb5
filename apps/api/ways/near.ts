import type { WayPlace } from '#floorplan/ways/way-floor';
import type { WayFloorRow } from '#storage/way-floors';

/** A place as `nearSchema` writes it. */
export type Near =
  | { kind: 'zone'; zoneId: number }
  | { kind: 'floor'; floorId: number; at: [x: number, y: number] | null }
  | { kind: 'department'; department: string; siteId: number | null };

/** A place with what it is called. */
export type ToldPlace = WayPlace & { name: string };

/** No floor reaches farther; what is beyond is no place, and its distance no number. Metres. */
const farthestM = 100_000;

/** Reads what `nearSchema` let through. */
export function readNear(text: string): Near {
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  switch (text.slice(0, colon)) {
    case 'zone':
      return { kind: 'zone', zoneId: Number(rest) };
    case 'floor': {
      const [floorId, x, y] = rest.split(',').map(Number);
      const within = (metres: number) => Math.max(-farthestM, Math.min(farthestM, metres));
      return { kind: 'floor', floorId, at: x === undefined ? null : [within(x), within(y)] };
    }
    default: {
      const site = /^department@(\d+):/.exec(text);
      return { kind: 'department', department: rest, siteId: site && Number(site[1]) };
    }
  }
}

/**
 * The middle of a department: of its zones on the floor that has most of them, the one that is least far from all.
 * @param siteIds where to look; null for everywhere
 */
export function nearZoneOfDepartment(
  floors: readonly WayFloorRow[],
  department: string,
  siteIds: readonly number[] | null,
  zonePlace: (zoneId: number) => ToldPlace | null,
): ToldPlace | null {
  const name = department.toLowerCase();
  let most: ToldPlace[] = [];
  let called = department;
  for (const { siteId, zones } of floors) {
    if (siteIds !== null && !siteIds.includes(siteId)) continue;
    const own = zones.filter((zone) => zone.department?.toLowerCase() === name);
    if (own.length <= most.length) continue;
    most = own.flatMap(({ id }) => zonePlace(id) ?? []);
    called = own[0].department!;
  }
  if (most.length === 0) return null;
  const mean = (axis: 'x' | 'y') => most.reduce((sum, place) => sum + place[axis], 0) / most.length;
  const [x, y] = [mean('x'), mean('y')];
  const far = (place: ToldPlace) => Math.hypot(place.x - x, place.y - y);
  const middle = most.reduce((best, place) => (far(place) < far(best) ? place : best));
  return { ...middle, name: called };
}
