import type { Floorplan } from '#contracts/floorplan';
import { ZoneIndex } from '#floorplan/zone-index';
import type { HeardReading } from './follow-world.js';
import { firstId } from './house-of-plans.js';
import type { Told } from './tally.js';

/** The usual simple method: a tag is where the reader is that hears it best, and in that reader's room. */
export function nearestReader(plans: readonly Floorplan[]): (recent: readonly HeardReading[]) => Told | null {
  let zone = firstId;
  const places = plans.flatMap(({ readers, zones }, floor) => {
    const ids = zones.map(() => zone++);
    const index = new ZoneIndex(zones.map(({ polygon }, id) => ({ id, polygon })));
    return readers.map(({ x, y }): Told => {
      const at = index.zoneAt(x, y);
      return { x, y, floorId: floor + firstId, zoneId: at < 0 ? null : ids[at], circle: null, likeliest: null };
    });
  });
  return (recent) => {
    let best: HeardReading | null = null;
    for (const heard of recent) if (!best || heard.rssiDbm >= best.rssiDbm) best = heard;
    return best && places[best.readerId - firstId];
  };
}
