import type { Reach } from '#floorplan/ways/reach';
import type { Visibility } from '#contracts/visibility';
import type { HousePlans } from '../ways/house-plans.js';
import { readNear, type ToldPlace } from '../ways/near.js';
import type { Asking } from './rank.js';
import type { Question } from './understand.js';

/**
 * Where ways begin: what the question says, or else what was given beside it. Of departments with the same name, that on
 * the site of the given place is meant.
 */
export function startOf(
  { near }: Question,
  given: string | undefined,
  plans: HousePlans,
  { siteIds }: Visibility,
): ToldPlace | null {
  const here = given === undefined ? null : plans.placeOf(readNear(given), siteIds);
  if (near === null || near === 'me') return here;
  if ('zone' in near) return plans.placeOf({ kind: 'zone', zoneId: near.zone.of.id }, siteIds);
  const department = { kind: 'department' as const, department: near.department.name };
  const siteId = here === null ? null : (plans.siteOfFloor.get(here.floorId) ?? null);
  return plans.placeOf({ ...department, siteId }, siteIds) ?? plans.placeOf({ ...department, siteId: null }, siteIds);
}

/** What is how far from a place. */
export function askingFrom(place: ToldPlace, plans: HousePlans): Asking['start'] {
  const onFoot = plans.reach(place, true);
  const onWheels: Reach | null = plans.reach(place, false);
  if (!onFoot || !onWheels) return null;
  const zone = plans.zoneAt(plans.ways.zoneNear(place)?.zoneId ?? 0);
  return { floorId: place.floorId, x: place.x, y: place.y, zone, onFoot, onWheels };
}
