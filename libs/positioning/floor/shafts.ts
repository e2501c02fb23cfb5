import type { ZoneKind } from '#contracts/floorplan';
import type { Point } from '#contracts/geometry';
import { distanceToBoundary } from '#floorplan/polygon';

/** Outlines of the lifts and stairs of a floor, metres. */
export type Shafts = readonly (readonly Point[])[];

/** Where a tag is believed to be with respect to the ways to other floors; unknown: the plan shows none. */
export type ShaftNearness = 'near' | 'away' | 'unknown';

/** The believed place of a tag on its way is this far wrong in nine of ten cases, metres. */
const nearM = 7;

/** The lifts and stairs among a floor's zones. */
export function shaftsOf(zones: readonly { kind: ZoneKind; polygon: readonly Point[] }[]): Shafts {
  return zones.filter(({ kind }) => kind === 'lift' || kind === 'stairs').map(({ polygon }) => polygon);
}

/** Whether a place (metres) is in, or about as near as positions are sure to, a lift or stairs. */
export function shaftNearness(shafts: Shafts, x: number, y: number): ShaftNearness {
  if (shafts.length === 0) return 'unknown';
  return shafts.some((shaft) => distanceToBoundary(x, y, shaft) > -nearM) ? 'near' : 'away';
}
