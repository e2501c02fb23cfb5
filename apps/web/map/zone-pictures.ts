import type { FloorDetail } from '#contracts/api';
import type { Point } from '#contracts/geometry';
import type { ZoneChance } from '#contracts/position';
import { pointInPolygon } from '#floorplan/polygon';
import { cornersOf, type ZoneShade } from './draw-zones.js';
import { isSpread } from './spread.js';

/** Zones as the map draws them for a selected asset. Zones of another floor are left out. */
export function zoneShades(
  floor: Pick<FloorDetail, 'zones'> | null,
  chances: readonly Pick<ZoneChance, 'zoneId' | 'probability'>[],
): ZoneShade[] {
  return chances.flatMap(({ zoneId, probability }) => {
    const zone = floor?.zones.find(({ id }) => id === zoneId);
    return zone ? [{ zoneId, polygon: zone.polygon, probability }] : [];
  });
}

/** How the place of the selected asset is drawn: its zones shaded, and whether it is an area in which a dot would be false. */
export function selectionPicture(
  floor: Pick<FloorDetail, 'zones'> | null,
  place: {
    x: number;
    y: number;
    radius90M: number;
    ambiguous: boolean;
    zones: readonly Pick<ZoneChance, 'zoneId' | 'probability'>[];
  } | null,
): { shades: ZoneShade[]; spread: boolean } {
  if (!floor || !place) return { shades: [], spread: false };
  const room = floor.zones.find(({ polygon }) => pointInPolygon(place.x, place.y, polygon));
  return { shades: zoneShades(floor, place.zones), spread: isSpread(place, room?.polygon ?? null) };
}

/** What no reader of the floor hears: the blind zones, or the whole floor when zone 0 (outside all) is among them. */
export function blindPolygons(
  floor: Pick<FloorDetail, 'zones' | 'bounds'> | null,
  blindSince: ReadonlyMap<number, number> | undefined,
): (readonly Point[])[] {
  if (!floor || !blindSince || blindSince.size === 0) return [];
  if (blindSince.has(0)) return [cornersOf(floor.bounds)];
  return floor.zones.filter(({ id }) => blindSince.has(id)).map(({ polygon }) => polygon);
}
