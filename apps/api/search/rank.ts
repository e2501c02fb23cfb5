import type { Visibility } from '#contracts/visibility';
import type { Reach } from '#floorplan/ways/reach';
import { walkingMPerS } from '#floorplan/ways/walking';
import { Best } from './best.js';
import { addBits, allBits, type Bits, hasBit, keepBits, noBits } from './bits.js';
import type { PlaceTable } from './place-table.js';
import type { Register } from './register.js';
import type { StatusMeant } from './status-words.js';

/** Rows that a word fits: by their words, or by the zone they stand in (a flag for each zone of the plans; null: by none). Not to be written to. */
export interface WordRows {
  fit: Bits;
  exact: Bits;
  zones: Uint8Array | null;
}

/** What has to be true of a row. */
export interface Wanted {
  words: readonly WordRows[];
  statuses: ReadonlySet<StatusMeant>;
  inZones: ReadonlySet<number> | null;
}

interface Ranked {
  row: number;
  cost: number;
}

/** Who asks, and from where. */
export interface Asking {
  visibility: Visibility;
  userId: number | null;
  start: { floorId: number; x: number; y: number; zone: number; onFoot: Reach; onWheels: Reach } | null;
}

/** Somebody looks around for so long wherever they come to, seconds: a doubt far away costs no more than one nearby. */
const lookingS = 30;
/** Where no way is known: as far as the other end of a large house, seconds. */
const unknownWayS = 900;
/** Nobody walks straight through a floor without drawn ways. */
const detour = 1.3;
const doubtedFactor = 0.1;
/** So many neighbours in the order by middles of zones are put in order by the ways to their very places. */
export const refinedTogether = 60;
/** Exact numbers before what is free, and that before the rest. */
const classS = 10_000_000;

/**
 * Rows that fit, best first: numbers that were asked for exactly, then what is free, then the rest; each by the time of
 * walking there and looking, divided by how sure it is to be there.
 * @param page so many of the best rows are wanted (blocks of `refinedTogether` are told whole); those before `from` need
 * not be in their last order
 * @returns the best rows, and how many there are in all
 */
export function rank(
  register: Register,
  places: PlaceTable,
  { words, statuses, inZones }: Wanted,
  asking: Asking,
  page: { from: number; most: number },
): { rows: number[]; total: number } {
  const sees = rowsSeen(register, places, asking.visibility);
  const best = new Best(Math.ceil(page.most / refinedTogether) * refinedTogether);
  let total = 0;
  const fitting = allBits(register.size);
  const exact = noBits(register.size);
  for (const word of words) {
    if (word.zones === null) keepBits(fitting, word.fit);
    addBits(exact, word.exact);
  }
  const byZones = words.filter(({ zones }) => zones !== null);
  for (let block = 0; block < fitting.length; block++)
    // From bit to bit: most questions fit few rows.
    for (let left = fitting[block]; left !== 0; left &= left - 1) {
      const row = (block << 5) + (31 - Math.clz32(left & -left));
      if (!sees(row)) continue;
      const zone = places.zone[row];
      if (byZones.length > 0 && !fitsByZones(byZones, row, zone)) continue;
      if (inZones && !inZones.has(zone)) continue;
      const free = isFree(register, row, asking.userId);
      if (statuses.size > 0 && !isAs(statuses, register, row, free)) continue;
      // Nobody looks for equipment and means a person.
      if (register.person[row] === 1 && (words.length === 0 || statuses.size > 0)) continue;
      total++;
      const place = hasBit(exact, row) ? 0 : free ? 1 : 2;
      best.add(row, costS(row, place, register, places, walkAboutS(row, register, places, asking)));
    }
  return { rows: refined(best, register, places, asking, page.from), total };
}

/** Whether one of these can be said of a row; available is what is free. */
function isAs(statuses: ReadonlySet<StatusMeant>, register: Register, row: number, free: boolean): boolean {
  if (statuses.has('reserved') && register.reserved.has(row)) return true;
  const status = register.status[row];
  return statuses.has(status) && (status !== 'available' || free);
}

function fitsByZones(words: readonly WordRows[], row: number, zone: number): boolean {
  for (const { fit, zones } of words) if (!hasBit(fit, row) && (zone < 0 || zones![zone] !== 1)) return false;
  return true;
}

function rowsSeen(
  register: Register,
  places: PlaceTable,
  { siteIds, departments, persons }: Visibility,
): (row: number) => boolean {
  if (siteIds === null && departments === null && persons) return () => true;
  const sites = siteIds && new Set(siteIds);
  const shown = register.departments.map((department) => departments === null || departments.includes(department));
  return (row) =>
    (sites === null || places.siteId[row] === 0 || sites.has(places.siteId[row])) &&
    (register.department[row] < 0 || shown[register.department[row]]) &&
    (persons || register.person[row] === 0);
}

/** Whether it can be taken: it is available, and nobody else has reserved it. */
function isFree(register: Register, row: number, userId: number | null): boolean {
  if (register.status[row] !== 'available' || register.person[row] === 1) return false;
  const by = register.reserved.get(row);
  return by === undefined || (by !== null && by === userId);
}

function costS(row: number, place: number, register: Register, { sureness }: PlaceTable, walkS: number): number {
  const sure = sureness[row] * (hasBit(register.doubted, row) ? doubtedFactor : 1);
  return place * classS + Math.min(classS / 2, (walkS + lookingS) / Math.max(sure, 1e-4));
}

/** Walking to the middle of its zone; the whole house is ranked by it. */
function walkAboutS(row: number, register: Register, places: PlaceTable, { start }: Asking): number {
  if (!start || places.floorId[row] === 0) return 0;
  const zone = places.zone[row];
  if (zone >= 0 && zone !== start.zone) {
    const seconds = (register.wheels[row] === 1 ? start.onWheels : start.onFoot).zoneSeconds[zone];
    if (seconds < Infinity) return seconds;
  }
  if (places.floorId[row] !== start.floorId) return unknownWayS;
  const straightS = Math.sqrt((places.x[row] - start.x) ** 2 + (places.y[row] - start.y) ** 2) / walkingMPerS;
  return zone >= 0 && zone === start.zone ? straightS : detour * straightS;
}

/**
 * The best once more, by the way to the very place: block by block, so that a page is in the same order whether or not
 * there are others behind it.
 */
function refined(best: Best, register: Register, places: PlaceTable, asking: Asking, from: number): number[] {
  const sorted = best.sorted();
  const { start } = asking;
  if (!start) return sorted.map(({ row }) => row);
  const rows: number[] = [];
  for (let at = 0; at < sorted.length; at += refinedTogether) {
    const block = sorted.slice(at, at + refinedTogether);
    const ordered = at + refinedTogether <= from ? block : nearestFirst(block, register, places, start);
    rows.push(...ordered.map(({ row }) => row));
  }
  return rows;
}

function nearestFirst(
  block: readonly Ranked[],
  register: Register,
  places: PlaceTable,
  start: NonNullable<Asking['start']>,
): Ranked[] {
  return block
    .map(({ row, cost }) => {
      const reach = register.wheels[row] === 1 ? start.onWheels : start.onFoot;
      const zoneId = places.zone[row] < 0 ? null : reach.zoneIdAt(places.zone[row]);
      const way = reach.to({ floorId: places.floorId[row], x: places.x[row], y: places.y[row], zoneId });
      return { row, cost: way ? costS(row, Math.floor(cost / classS), register, places, way.seconds) : cost };
    })
    .sort((a, b) => a.cost - b.cost || a.row - b.row);
}
