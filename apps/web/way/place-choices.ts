import { distanceToBoundary } from '#floorplan/polygon';
import type { FloorDetail } from '#contracts/api';
import { areNextDoor } from '../asset/chance-words.js';
import type { Known } from '../asset/known-place.js';

/** A zone in which somebody may have found a thing; null: where it is told to be, outside all zones. */
export interface PlaceChoice {
  zoneId: number | null;
  name: string | null;
}

/** Told with less than this chance, a place is unsure: others come into question. */
const sureChance = 0.9;
/** A chance below this is not worth a button. */
const leastChance = 0.05;
/** Where the told place is in no zone, zones this near to it come into question, metres. */
const nearM = 4;
/** So many can be read at a glance. */
const most = 6;

type Told = Pick<Known, 'floorId' | 'zoneId' | 'zoneName' | 'zones' | 'x' | 'y' | 'ambiguous'>;

/** Whether "found it" leaves open where: other zones come into question, or none is known. */
export function isUnsurePlace({ zoneId, zones, ambiguous }: Told): boolean {
  if (zoneId === null) return true;
  const told = zones.find((zone) => zone.zoneId === zoneId)?.probability ?? 1;
  const others = zones.some((zone) => zone.zoneId !== zoneId && zone.probability >= leastChance);
  return ambiguous || (told < sureChance && others);
}

/**
 * Where somebody who stands before a thing may have found it: first where it is told to be, then the likelier zones, then
 * what is next door on the plan. Without the floor's plan only those that the position names.
 */
export function placeChoices(known: Told, floor: Pick<FloorDetail, 'id' | 'zones'> | null): PlaceChoice[] {
  const { x, y } = known;
  const zones = floor?.id === known.floorId ? floor.zones : [];
  const told = { zoneId: known.zoneId, name: known.zoneName };
  const likely = known.zones
    .filter(({ probability }) => probability >= leastChance)
    .map(({ zoneId, zoneName }) => ({ zoneId, name: zoneName }));
  const near = zones
    .map(({ id, name, polygon }) => ({ zoneId: id, name, awayM: -distanceToBoundary(x, y, polygon) }))
    .filter(({ zoneId, awayM }) =>
      known.zoneId === null ? awayM <= nearM : zoneId !== known.zoneId && areNextDoor(zones, known.zoneId, zoneId),
    )
    .sort((a, b) => a.awayM - b.awayM)
    .map(({ zoneId, name }) => ({ zoneId, name }));
  const all = [told, ...likely, ...near];
  return all.filter(({ zoneId }, place) => all.findIndex((other) => other.zoneId === zoneId) === place).slice(0, most);
}
