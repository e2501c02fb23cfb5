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
  return near.startsWith('department:') ? near.slice('department:'.length) : null;
}

/** Places to choose from: departments first, then rooms, each in order of name. Nobody waits in a lift. */
export function placesToChoose(floors: readonly FloorDetail[], text: string): (Near & { detail: string })[] {
  const departments = new Map<string, string>();
  const rooms: (Near & { detail: string })[] = [];
  for (const floor of floors)
    for (const zone of floor.zones) {
      if (zone.department && !departments.has(zone.department)) departments.set(zone.department, floor.name);
      if (zone.kind === 'lift' || zone.kind === 'stairs') continue;
      rooms.push({ near: `zone:${zone.id}`, name: zone.name, detail: floor.name });
    }
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, detail }: { name: string; detail: string }) =>
    words.every((word) => `${name} ${detail}`.toLowerCase().includes(word));
  const byName = (a: Near, b: Near) => order.compare(a.name, b.name);
  const wards = [...departments].map(([name, detail]) => ({ near: `department:${name}`, name, detail }));
  return [...wards.filter(fits).sort(byName), ...rooms.filter(fits).sort(byName)];
}

const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
