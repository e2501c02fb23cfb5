import { pointInPolygon } from '#floorplan/polygon';
import type { FloorDetail } from '#contracts/api';

/** Where somebody is or wants something near to: as the server takes it, and its name. */
export interface Near {
  near: string;
  name: string;
}

/** A point that was tapped, named after its room or, outside all rooms, after its floor. */
export function nearPoint(floor: Pick<FloorDetail, 'id' | 'name' | 'zones'>, x: number, y: number): Near {
  const zone = floor.zones.find(({ polygon }) => pointInPolygon(x, y, polygon));
  return { near: `floor:${floor.id},${x.toFixed(1)},${y.toFixed(1)}`, name: zone?.name ?? floor.name };
}

/** The place of a tapped point, metres; null for zones, departments and whole floors. */
export function pointOf(near: string): { floorId: number; x: number; y: number } | null {
  const parts = /^floor:(\d+),(-?[\d.]+),(-?[\d.]+)$/.exec(near);
  return parts && { floorId: Number(parts[1]), x: Number(parts[2]), y: Number(parts[3]) };
}

/** What an address says without knowing any names; null when only the server knows. */
export function departmentOf(near: string): string | null {
  return /^department(?:@\d+)?:(.+)$/.exec(near)?.[1] ?? null;
}

/** A place somebody can choose. */
export type ChoosablePlace = Near & { detail: string };

/**
 * Places to choose from: departments first, then rooms, each in order of name. Nobody waits in a lift. Where there are
 * several sites each place says on which one it is; departments of the same name on two of them are two places.
 */
export function placesToChoose(floors: readonly FloorDetail[], text: string): ChoosablePlace[] {
  const sitesOf = new Map<string, Set<number>>();
  for (const { siteId, zones } of floors)
    for (const { department } of zones)
      if (department) sitesOf.set(department, (sitesOf.get(department) ?? new Set()).add(siteId));
  const severalSites = new Set(floors.map(({ siteId }) => siteId)).size > 1;
  const wards = new Map<string, ChoosablePlace>();
  const rooms: ChoosablePlace[] = [];
  for (const { name: floorName, siteId, siteName, zones } of floors) {
    const detail = severalSites ? `${floorName} · ${siteName}` : floorName;
    for (const { id, name, kind, department } of zones) {
      if (department) {
        const shared = sitesOf.get(department)!.size > 1;
        const near = shared ? `department@${siteId}:${department}` : `department:${department}`;
        if (!wards.has(near))
          wards.set(near, { near, name: shared ? `${department}, ${siteName}` : department, detail });
      }
      if (kind !== 'lift' && kind !== 'stairs') rooms.push({ near: `zone:${id}`, name, detail });
    }
  }
  const words = bare(text).split(/\s+/).filter(Boolean);
  const fits = ({ name, detail }: ChoosablePlace) => {
    const own = bare(`${name} ${detail}`);
    return words.every((word) => own.includes(word));
  };
  const byName = (a: Near, b: Near) => order.compare(a.name, b.name);
  return [...[...wards.values()].filter(fits).sort(byName), ...rooms.filter(fits).sort(byName)];
}

/** Small letters without signs. */
function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
