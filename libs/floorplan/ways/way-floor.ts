import type { ZoneKind } from '#contracts/floorplan';
import type { Point } from '#contracts/geometry';
import type { Wall } from '../walls.js';

/** A zone as somewhere to walk. */
export interface WayZone {
  id: number;
  name: string;
  kind: ZoneKind;
  polygon: readonly Point[];
}

/** A floor as the ways need it; lengths in metres. */
export interface WayFloor {
  id: number;
  name: string;
  /** Lifts and stairs join floors of one building. */
  buildingId: number;
  /** 0 at the ground floor. */
  level: number;
  zones: readonly WayZone[];
  walls: readonly Wall[];
  doors: readonly { from: Point; to: Point }[];
}

/** A place in the house; `zoneId` when it is known to be in one, whatever its coordinates say. */
export interface WayPlace {
  floorId: number;
  x: number;
  y: number;
  zoneId?: number | null;
}
