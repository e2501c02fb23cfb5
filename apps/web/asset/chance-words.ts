import { distanceToBoundary } from '#floorplan/polygon';
import type { FloorDetail } from '#contracts/api';
import { texts } from '../texts/texts.js';
import type { KnownChance } from './known-place.js';

type Zones = FloorDetail['zones'];

/** Less likely rooms are summed up as elsewhere, and more than so many are not listed. */
const leastShown = 0.05;
const mostShown = 3;
/** Rooms whose walls are this near to each other are next door, metres. */
const nextDoorM = 1;

/** One line of the list of chances; zone null: elsewhere. */
export interface ShownChance {
  zoneId: number | null;
  name: string;
  percent: number;
}

/** The chances as people are told them: the likeliest rooms, and the rest in one sum. */
export function shownChances(chances: readonly KnownChance[]): ShownChance[] {
  const shown = chances
    .filter(({ probability }) => probability >= leastShown)
    .slice(0, mostShown)
    .map(({ zoneId, zoneName, probability }) => ({
      zoneId,
      name: zoneName,
      percent: Math.min(100, Math.round(probability * 100)),
    }));
  if (shown.length === 0) return [];
  const rest = 100 - shown.reduce((sum, { percent }) => sum + percent, 0);
  return rest >= leastShown * 100 ? [...shown, { zoneId: null, name: texts.chances.rest, percent: rest }] : shown;
}

/** The chances in one sentence, or null when none are known. Without the floor's zones nothing is called next door. */
export function chanceWords(chances: readonly KnownChance[], zones: Zones | undefined): string | null {
  const rooms = shownChances(chances).filter(({ zoneId }) => zoneId !== null);
  if (rooms.length === 0) return null;
  const [first, ...others] = rooms;
  const nextDoor = others.filter(({ zoneId }) => areNextDoor(zones, first.zoneId!, zoneId!));
  const elsewhere = others.filter((room) => !nextDoor.includes(room));
  const named = (rooms: ShownChance[]) => rooms.map(({ name, percent }) => texts.chances.room(name, percent));
  return texts.chances.sentence(named([first])[0], named(nextDoor), named(elsewhere));
}

/** Whether two rooms of a floor are next door to each other. */
export function areNextDoor(zones: Zones | undefined, firstId: number, otherId: number): boolean {
  const first = zones?.find(({ id }) => id === firstId)?.polygon;
  const other = zones?.find(({ id }) => id === otherId)?.polygon;
  if (!first || !other) return false;
  const touches = (points: typeof first, polygon: typeof first) =>
    points.some(([x, y]) => distanceToBoundary(x, y, polygon) >= -nextDoorM);
  return touches(first, other) || touches(other, first);
}
