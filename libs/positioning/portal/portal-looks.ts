import type { Portal } from './portal.js';

/** What the antennas of each side heard of a tag within a quarter of a second; the loudest level of a side, dBm. */
export interface PortalLook {
  /** End of the quarter, ms since 1970 UTC. */
  atMs: number;
  /** By side; -Infinity where no antenna of the side read the tag. */
  levelsDbm: readonly number[];
}

/** One read of a tag by one antenna; time in ms since 1970 UTC. */
export interface PortalRead {
  atMs: number;
  antenna: number;
  levelDbm: number;
}

/**
 * Reads that come so close share their fading and count as one look: a reader asks its antennas in turn, each for
 * some ten to hundred milliseconds. Whole seconds have whole looks.
 */
const lookMs = 250;

/** Reads in looks, in order of time, whatever the order of the reads. Reads of antennas the portal has not are left out. */
export function portalLooks(portal: Portal, reads: readonly PortalRead[]): PortalLook[] {
  const looks = new Map<number, number[]>();
  for (const { atMs, antenna, levelDbm } of reads) {
    const side = portal.sideOf.get(antenna);
    if (side === undefined) continue;
    const quarter = Math.floor(atMs / lookMs);
    let levels = looks.get(quarter);
    if (!levels) looks.set(quarter, (levels = portal.sides.map(() => -Infinity)));
    if (levelDbm > levels[side]) levels[side] = levelDbm;
  }
  return [...looks]
    .sort(([a], [b]) => a - b)
    .map(([quarter, levelsDbm]) => ({ atMs: (quarter + 1) * lookMs - 1, levelsDbm }));
}
