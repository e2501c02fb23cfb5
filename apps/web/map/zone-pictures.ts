import type { FloorDetail } from '#contracts/api';
import type { Point } from '#contracts/geometry';
import type { ZoneChance } from '#contracts/position';
import { cornersOf, type ZoneShade } from './draw-zones.js';

/** Zones as the map draws them for a selected asset. Zones of another floor are left out. */
export function zoneShades(
  floor: Pick<FloorDetail, 'zones'> | null,
  chances: readonly Pick<ZoneChance, 'zoneId' | 'probability'>[],
): ZoneShade[] {
  return chances.flatMap(({ zoneId, probability }) => {
    const zone = floor?.zones.find(({ id }) => id === zoneId);
    return zone ? [{ polygon: zone.polygon, probability }] : [];
  });
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
