import type { AssetStatus } from '#contracts/asset-status';
import type { stockStates } from '#contracts/par-levels';
import type { Freshness, ZoneChance } from '#contracts/position';

export type StockState = (typeof stockStates)[number];

/** Chance from which an asset is surely in its zones, and from which it could be in others. The two add up to 1. */
export const surelyFrom = 0.8;
export const maybeFrom = 0.2;

/** A level that holds now. */
export interface HoldingLevel {
  id: number;
  typeKey: string;
  siteId: number;
  /** The zones in which it is counted; of a department all of its zones. */
  zoneIds: readonly number[];
  target: number;
  criticalMin: number;
  criticalMax: number | null;
}

/** An asset in service with what is known of where it is. */
export interface StockAsset {
  id: number;
  typeKey: string;
  siteId: number;
  status: AssetStatus;
  reserved: boolean;
  /** Can be asked for elsewhere. Parts without a tag of their own go where their kit goes. */
  movable: boolean;
  /** The zone it is told to be in; null outside all zones. */
  zoneId: number | null;
  /** Chances of zones; empty when nothing speaks for another zone than the told one. */
  chances: readonly ZoneChance[];
  ambiguous: boolean;
  freshness: Freshness;
  /** Since when it stands in its zone, ms since 1970; null outside all zones. */
  stoodSince: number | null;
  homeZoneId: number | null;
}

/** How many of a level's type are ready in its zones. `least` <= `likely` <= `most`. */
export interface StockCount {
  /** Surely there: live, told there, and hardly anything speaks for another place. */
  least: number;
  /** Told there and heard within the last minutes. */
  likely: number;
  /** Could be there: last known there, or the evidence fits there as well. */
  most: number;
  /** Seen there, but in use, to be cleaned, reserved ... */
  notReady: number;
  /** Readers of one of its zones are silent. */
  blind: boolean;
}

/** Whether an asset can be taken by whoever needs one. */
export function isReady({ status, reserved }: StockAsset): boolean {
  return status === 'available' && !reserved;
}

/** Whether an asset is surely in the zone it is told to be in. */
export function isSurelyPlaced({ zoneId, chances, ambiguous, freshness }: StockAsset): boolean {
  if (zoneId === null || ambiguous || freshness !== 'live') return false;
  return chances.length === 0 || (chances.find((chance) => chance.zoneId === zoneId)?.probability ?? 0) >= surelyFrom;
}

/** Counts of levels, in their order. Each asset is looked at once for all of them. */
export function countStock(
  levels: readonly HoldingLevel[],
  assets: readonly StockAsset[],
  blindZones: ReadonlySet<number>,
): StockCount[] {
  const counts = levels.map(({ zoneIds }): StockCount => ({
    ...{ least: 0, likely: 0, most: 0, notReady: 0 },
    blind: zoneIds.some((zoneId) => blindZones.has(zoneId)),
  }));
  const levelsAt = levelsByTypeAndZone(levels);
  for (const asset of assets) {
    const byZone = levelsAt.get(asset.typeKey);
    if (!byZone) continue;
    for (const [level, chance, told] of standing(asset, byZone)) add(counts[level], asset, chance, told);
  }
  return counts;
}

/**
 * How good a count is for its level. While readers are silent only what holds for both ends of the range is said: those
 * last known there count as being there before anything is called short, so silence never makes a shortage.
 */
export function stockState(
  count: StockCount,
  level: Omit<HoldingLevel, 'id' | 'typeKey' | 'siteId' | 'zoneIds'>,
): StockState {
  const judged = (ready: number): StockState => {
    if (ready < level.criticalMin) return 'critical';
    if (ready < level.target) return 'short';
    return level.criticalMax !== null && ready > level.criticalMax ? 'over' : 'right';
  };
  if (!count.blind) return judged(count.likely);
  if (count.most < level.target) return judged(count.most);
  return judged(count.least) === judged(count.most) ? judged(count.most) : 'unknown';
}

/** How many a level lacks, by the same reckoning as its state; 0 when it lacks none or nobody knows. */
export function lackOf({ blind, likely, most }: StockCount, { target }: { target: number }): number {
  return Math.max(0, target - (blind ? most : likely));
}

/** Places of levels in their list, by type and zone. */
export function levelsByTypeAndZone(levels: readonly HoldingLevel[]): Map<string, Map<number, number[]>> {
  const found = new Map<string, Map<number, number[]>>();
  for (const [place, { typeKey, zoneIds }] of levels.entries()) {
    const byZone = found.get(typeKey) ?? new Map<number, number[]>();
    found.set(typeKey, byZone);
    for (const zoneId of new Set(zoneIds)) byZone.set(zoneId, [...(byZone.get(zoneId) ?? []), place]);
  }
  return found;
}

/** The levels an asset may stand in the zones of: the chance that it does, and whether it is told to. */
function standing(
  { zoneId, chances }: StockAsset,
  byZone: ReadonlyMap<number, readonly number[]>,
): [level: number, chance: number, told: boolean][] {
  const toldAt = zoneId === null ? [] : (byZone.get(zoneId) ?? []);
  if (chances.length === 0) return toldAt.map((level) => [level, 1, true]);
  const sums = new Map<number, number>(toldAt.map((level) => [level, 0]));
  for (const { zoneId: maybe, probability } of chances)
    for (const level of byZone.get(maybe) ?? []) sums.set(level, (sums.get(level) ?? 0) + probability);
  return [...sums].map(([level, chance]) => [level, chance, toldAt.includes(level)]);
}

function add(count: StockCount, asset: StockAsset, chance: number, told: boolean): void {
  const heard = asset.freshness === 'live' || asset.freshness === 'ageing';
  if (!isReady(asset)) {
    if (told && heard) count.notReady++;
    return;
  }
  if (!told && chance < maybeFrom) return;
  count.most++;
  if (!told || !heard) return;
  count.likely++;
  if (asset.freshness === 'live' && !asset.ambiguous && chance >= surelyFrom) count.least++;
}
