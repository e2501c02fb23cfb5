import type { FloorHearing } from '#contracts/live';
import { isSilent, type ReaderStatus } from './reader-rhythms.js';

/** Stands for what lies outside all zones of a floor. */
export const outsideZones = 0;

/** A floor's readers that hear tags, and which of them hear which zone. */
export interface HearingFloor {
  id: number;
  readerIds: readonly number[];
  readersOfZone: ReadonlyMap<number, readonly number[]>;
}

/**
 * Which zones of a floor nobody hears now: all readers that usually hear them are silent. A floor whose readers were
 * never heard is not connected yet, and no zone of it counts as blind.
 */
export function floorHearing(
  { readerIds, readersOfZone }: HearingFloor,
  statusOf: (readerId: number) => ReaderStatus | null,
  now: number,
): FloorHearing {
  if (!readerIds.some((readerId) => statusOf(readerId) !== null)) return { connected: false, blindZones: [] };
  const blindZones: FloorHearing['blindZones'] = [];
  for (const [zoneId, own] of [...readersOfZone, [outsideZones, readerIds] as const]) {
    const statuses = own.map(statusOf);
    if (statuses.length > 0 && statuses.every((status) => isSilent(status, now)))
      blindZones.push([zoneId, Math.max(0, ...statuses.map((status) => status?.lastHeardAt ?? 0))]);
  }
  return { connected: true, blindZones };
}
