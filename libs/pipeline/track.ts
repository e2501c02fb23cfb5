import type { Motion } from '#positioning/motion-filter';

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
  floorId: number;
  motion: Motion;
  /** The zone the tag is decided to be in (id null: outside all zones) and since when; null while undecided. */
  zone: { id: number | null; since: number } | null;
  /** Another answer that the newest fixes give, since when and how many of them. */
  challenger: { id: number | null; since: number; fixes: number } | null;
  /** The visit that is going on. */
  visit: { zoneId: number; enteredAt: number } | null;
  kept: KeptPosition | null;
}

/** A copy that can be worked on without touching the original; objects inside are replaced, never changed. */
export function copyTrack(track: Track): Track {
  return { ...track, motion: { ...track.motion } };
}
