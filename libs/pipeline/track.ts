import type { FloorState } from '#positioning/floor/floor-state';
import type { ShaftNearness } from '#positioning/floor/shafts';
import { type GridBelief, copyBelief } from '#positioning/grid/follow-on-grid';
import type { PlaceFactor } from '#positioning/grid/weigh-evidence';
import type { PortalPass } from '#positioning/portal/portal-pass';
import type { TagMotion } from '#positioning/tag-motion';
import type { TagLevel } from '#positioning/tag-level';
import type { TagRhythm } from '#positioning/tag-rhythm';

/** What was last put into the history, to decide whether the next fix says something new. Metres, ms since 1970. */
export interface KeptPosition {
  floorId: number;
  zoneId: number | null;
  x: number;
  y: number;
  at: number;
}

/** The newest place that did not come from levels: another engine's, or one from measured distances. */
export interface ToldPlace extends PlaceFactor {
  floorId: number;
  /** Milliseconds since 1970 UTC. */
  at: number;
  method: 'ready-made' | 'range-fit';
}

/** After so long a told place says nothing any more, ms. */
export const placeFadesMs = 60_000;

/** A tag walks off from where it was told to be: variance along each axis, as with levels, square metres per second. */
const strollM2PerS = 0.9 ** 2;

/** A place as it still counts at a later moment, blurred by the walk since. */
export function blurred(place: ToldPlace, at: number): PlaceFactor {
  const walked = (strollM2PerS * Math.max(0, at - place.at)) / 1000;
  return { x: place.x, y: place.y, varX: place.varX + walked, varY: place.varY + walked, covXY: place.covXY };
}

/** What the steps know of one tag after a moment, and all they need for the next one. Times in ms since 1970 UTC. */
export interface Track {
  /** Time of the newest evidence that was worked in. */
  at: number;
  floor: FloorState;
  /** Whether it was believed near a lift or stairs. */
  nearness: ShaftNearness;
  /** Where on the floor's grid the tag may be, and the key of that grid; null where no map says anything. */
  belief: GridBelief | null;
  gridKey: number;
  place: ToldPlace | null;
  /** What the portal that read the tag last believes of it. */
  portal: { readerId: number; pass: PortalPass } | null;
  rhythm: TagRhythm;
  /** What the rhythm tells of motion. */
  motion: TagMotion;
  level: TagLevel;
  /** The zone the tag is decided to be in (id null: outside all zones) and since when; null while undecided. */
  zone: { id: number | null; since: number } | null;
  /** Another answer that the newest fixes give, since when, and its lead summed over them. */
  challenger: { id: number | null; since: number; lead: number } | null;
  /** The visit that is going on. */
  visit: { zoneId: number; enteredAt: number } | null;
  kept: KeptPosition | null;
}

/** A copy that can be worked on without touching the original; other objects inside are replaced, never changed. */
export function copyTrack(track: Track): Track {
  return {
    ...track,
    belief: track.belief && copyBelief(track.belief),
    rhythm: { ...track.rhythm },
    motion: { ...track.motion },
    level: { ...track.level },
  };
}
