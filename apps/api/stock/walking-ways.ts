import type { WaysTo } from '#equipment/stock-moves';
import { straightWays } from '#equipment/straight-ways';
import type { HousePlans } from '../ways/house-plans.js';
import type { StockHouse } from './stock-zones.js';

/** Where no way leads is further than where one does, seconds. */
const unreachedS = 1e6;

/**
 * Nearness on foot, as the plans show it; where they show no way, by the straight line. The way to a department leads to
 * its stores and clean utilities, if it has any.
 * @param isPushed whether equipment of a type is pushed on wheels: no way with it leads over stairs
 */
export function walkingWays(
  plans: Pick<HousePlans, 'ways' | 'reach'>,
  { zones, middles }: StockHouse,
  isPushed: (typeKey: string) => boolean,
): WaysTo {
  const placeInReach = new Map(Array.from(plans.ways.zoneIds, (zoneId, place) => [zoneId, place]));
  const straight = straightWays(middles);
  return (typeKey, zoneIds) => {
    const mayClimb = !isPushed(typeKey);
    const stores = zoneIds.filter((zoneId) => isStore(zones.get(zoneId)?.kind));
    const ends = stores.length > 0 ? stores : zoneIds;
    const reaches = ends.flatMap((zoneId) => {
      const place = plans.ways.zonePlace(zoneId);
      return (place && plans.reach(place, mayClimb)?.zoneSeconds) ?? [];
    });
    const straightTo = straight(typeKey, ends);
    return (fromZoneId) => {
      const place = placeInReach.get(fromZoneId);
      const walkS = place === undefined ? Infinity : Math.min(...reaches.map((seconds) => seconds[place]));
      if (walkS < Infinity) return { walkS, order: walkS };
      const way = straightTo(fromZoneId);
      return way && { walkS: null, order: unreachedS + way.order };
    };
  };
}

function isStore(kind: string | undefined): boolean {
  return kind === 'storage' || kind === 'clean-utility';
}
