import type { FloorState } from '#positioning/floor/floor-state';
import type { ShaftNearness } from '#positioning/floor/shafts';
import { type GridBelief, copyBelief } from '#positioning/grid/follow-on-grid';
import type { TagRhythm } from '#positioning/tag-rhythm';

/** What was last put into the history, to decide whether the next fix says something new. Metres, ms since 1970. */
export interface KeptPosition {
  floorId: number;
  zoneId: number | null;
  x: number;
  y: number;
  at: number;
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
  rhythm: TagRhythm;
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
  return { ...track, belief: track.belief && copyBelief(track.belief), rhythm: { ...track.rhythm } };
}
