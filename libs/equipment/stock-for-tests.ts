import type { HoldingLevel, StockAsset } from './stock-count.js';
import { straightWays } from './straight-ways.js';

/** A house of six zones for tests of stock levels: 1 to 4 on the ground floor, 5 and 6 above. */
export const zoneIds = [1, 2, 3, 4, 5, 6];
export const middles = new Map(
  zoneIds.map((id) => [id, { id, buildingId: 1, level: id > 4 ? 1 : 0, x: 10 * (id % 5), y: 0 }]),
);
export const ways = straightWays(middles);

/** A pump that is free and surely in zone 1. */
export function pump(id: number, more: Partial<StockAsset> = {}): StockAsset {
  return {
    ...{ id, typeKey: 'pump', siteId: 1, status: 'available', reserved: false, movable: true },
    ...{ zoneId: 1, chances: [], ambiguous: false, freshness: 'live', stoodSince: 1000 * id, homeZoneId: null },
    ...more,
  };
}

/** A level of three pumps, at least two and at most five, in zone 1. */
export function level(id: number, more: Partial<HoldingLevel> = {}): HoldingLevel {
  return { id, typeKey: 'pump', siteId: 1, zoneIds: [1], target: 3, criticalMin: 2, criticalMax: 5, ...more };
}
